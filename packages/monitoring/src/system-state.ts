import type { DeadLetterCounts } from '@ticketpost/queue';
import type { RetentionReport, UndecidedKind } from '@ticketpost/retention/report';
import type { ProcessReport } from './process-report.ts';

/** How the whole system is at one moment, as Redis tells it. Times are RFC 3339 in UTC. */
export interface SystemState {
  at: string;
  queues: {
    events: {
      waiting: number;
      delayed: number;
      active: number;
      completed: number;
      failed: number;
    };
    quarantine: number;
  };
  /** The job that has waited longest to be taken, one that is overdue for another attempt included. */
  oldestWaiting?: { since: string; ageMs: number };
  confirmations: {
    /** All that are owed; the next three are parts of it. */
    owed: number;
    noRecipient: number;
    uncertain: number;
    dead: number;
    oldestOwed?: { orderNo: string; since: string; ageMs: number };
    /** Of those that wait for an address. */
    oldestNoRecipient?: { orderNo: string; since: string; ageMs: number };
  };
  deadLetters: DeadLetterCounts;
  /** Confirmations sent in each of the last 60 minutes and 24 hours, oldest first. */
  throughput: { minutes: number[]; hours: number[] };
  /** What of retention is known; its last run is absent before the first. */
  retention: {
    lastRun?: RetentionReport;
    /** How much of each kind expires soon unless a person decides. */
    expiring: Record<UndecidedKind, number>;
  };
  /** Those that live, by app and then by start. */
  processes: ProcessReport[];
}
