import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerKeys } from '@ticketpost/evidence';
import {
  createLedger,
  createOrderRetention,
  createOwedRegister,
  searchKeys,
} from '@ticketpost/ledger';
import { createAuditLog, createEraseOrder, createTrimAuditLog } from '@ticketpost/operations';
import {
  createAgedJobs,
  createDeadLetters,
  createIntake,
  createJobsOfOrders,
  createQuarantine,
  type Intake,
  type Keyring,
} from '@ticketpost/queue';
import { withDeadline } from '@ticketpost/runtime';
import type { Redis } from 'ioredis';
import { createLapseKeys } from './lapse-keys.ts';
import { createPendingStore } from './pending-store.ts';
import { createProgressStore } from './progress-store.ts';
import type { RetentionKind } from './report/kinds.ts';
import type { RetentionPeriods } from './report/periods.ts';
import { readRetentionReport } from './report/retention-report.ts';
import { createRetentionRuns, type RetentionRuns } from './retention-runs.ts';
import { createSettleOrder } from './settle-order.ts';
import { createAuditStep } from './steps/audit-lines.ts';
import { createCompletedJobsStep } from './steps/completed-jobs.ts';
import { createDeadLettersStep } from './steps/dead-letters.ts';
import { createLapseStep } from './steps/lapse-step.ts';
import { createLateBodiesStep } from './steps/late-bodies.ts';
import { createOwedStep } from './steps/owed-confirmations.ts';
import { createQuarantineStep } from './steps/quarantine.ts';
import type { RetentionStep } from './steps/retention-step.ts';
import { createOrdersStep } from './steps/walk-orders.ts';
import { createWarnedStore } from './warned-store.ts';

export interface Retention extends RetentionRuns {
  /** Takes a second at most; rejects when Redis is not there by then. */
  close(): Promise<void>;
}

/** Closing a queue waits for Redis, for ever when there is none. */
const closeTimeoutMs = 1000;

/** How long Redis may take to store a job. */
const storeTimeoutMs = 5000;

const longestRestMs = 1000;

/** Ends what is past its period, over a connection that stays the caller's to close. */
export function createRetention(options: {
  redis: Redis;
  keyring: Keyring;
  periods: RetentionPeriods;
  /** Told of what is gone, as it goes. */
  onRemoved?: (kind: RetentionKind, count: number) => void;
  /** Told of a step that failed; the others go on. */
  onFailure?: (step: string, error: unknown) => void;
  /** Told of errors of the connection that belong to no call. */
  onError: (error: Error) => void;
  /** Between two bounded parts of the work; as long as the last one took, by default. */
  rest?: (workedMs: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds since the epoch. */
  now?: () => number;
}): Retention {
  const { redis, keyring, periods, onError, now = Date.now } = options;
  const { rest = restAsLong } = options;
  const ledger = createLedger({ redis, sealer: keyring, now });
  const orders = createOrderRetention({ redis, sealer: keyring, now });
  const audit = createAuditLog({ redis, keyring, now });
  const aged = createAgedJobs({ connection: redis, onError });
  const deadLetters = createDeadLetters({ connection: redis, onError });
  const quarantine = createQuarantine({ connection: redis, onError });
  const jobs = createJobsOfOrders({ connection: redis, onError });
  // Opened when it is wanted: with it the settings of the queues are written.
  let intake: Intake | undefined;
  const eraseOrder: ReturnType<typeof createEraseOrder> = (orderNo, decision) => {
    intake ??= createIntake({ connection: redis, timeoutMs: storeTimeoutMs, onError });
    return createEraseOrder({ ledger, intake, keyring, now })(orderNo, decision);
  };
  const pending = createPendingStore({ redis });
  const warned = createWarnedStore({ redis });

  const listSteps = (count: (kind: RetentionKind, number: number) => void): RetentionStep[] => {
    const settleOrder = async (orderNo: string) => {
      const settle = createSettleOrder({ orders, periods, nowMs: now(), isDryRun: false, count });
      for (const order of await orders.read([orderNo])) await settle(order);
    };
    const parts = { aged, deadLetters, quarantine, ledger, keyring, audit, pending, warned };
    return [
      createCompletedJobsStep(parts),
      createDeadLettersStep({ ...parts, settleOrder }),
      createLateBodiesStep({ ...parts, jobs, eraseOrder }),
      createQuarantineStep(parts),
      createOwedStep({
        ...parts,
        owed: createOwedRegister({ redis, now }),
        orders,
        settleOrder,
      }),
      createOrdersStep({ orders }),
      createLapseStep({
        name: 'search_index',
        kind: 'search_set',
        lapse: createLapseKeys({ redis, keys: searchKeys, counting: 'keys' }),
      }),
      createLapseStep({
        name: 'answers',
        kind: 'answer',
        lapse: createLapseKeys({ redis, keys: answerKeys, counting: 'fields' }),
      }),
      createAuditStep({ trim: createTrimAuditLog({ redis }) }),
    ];
  };

  return {
    ...createRetentionRuns({
      ...options,
      listSteps,
      progressStore: createProgressStore({ redis }),
      readReport: () => readRetentionReport(redis),
      rest,
      now,
      measure: () => performance.now(),
    }),
    async close() {
      const opened = [
        aged,
        deadLetters,
        quarantine,
        jobs,
        ...(intake === undefined ? [] : [intake]),
      ];
      const closing = opened.map((part) => part.close());
      await withDeadline(Promise.allSettled(closing), {
        what: 'closing the queues',
        timeoutMs: closeTimeoutMs,
      });
    },
  };
}

/** At most half of the time is spent on it. */
async function restAsLong(workedMs: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.min(workedMs, longestRestMs), undefined, { signal });
}
