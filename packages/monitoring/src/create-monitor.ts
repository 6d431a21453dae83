import { createOwedRegister, createThroughput, type OwedConfirmation } from '@ticketpost/ledger';
import {
  createDeadLetterTally,
  createOldestWaiting,
  type DeadLetterTally,
} from '@ticketpost/queue';
import { countWarned, readRetentionReport } from '@ticketpost/retention/report';
import type { Redis } from 'ioredis';
import { readQueueCounts } from './read-queue-counts.ts';
import { readReports } from './read-reports.ts';
import type { SystemState } from './system-state.ts';

/** Reads how the whole system is. */
export interface Monitor {
  /**
   * How it is now; the dead letters as of a few seconds ago. Those who ask while a reading is under
   * way share it. Rejects when Redis does.
   */
  read(): Promise<SystemState>;
  close(): Promise<void>;
}

/**
 * A monitor over a connection that fails fast and stays the caller's to close. What it reads of Redis
 * is bounded, however much there is: numbers, ends of lists, and one report for each process.
 */
export function createMonitor(options: {
  redis: Redis;
  /** Told of errors of the connection that belong to no reading. */
  onError: (error: Error) => void;
  now?: () => number;
  /** One that is there already; it stays the caller's to close. */
  deadLetters?: Pick<DeadLetterTally, 'counts'>;
}): Monitor {
  const { redis, now = Date.now } = options;
  const owed = createOwedRegister({ redis, now });
  const throughput = createThroughput({ redis, now });
  const oldestWaiting = createOldestWaiting({ connection: redis, now });
  const { deadLetters, closeTally } = takeTally(options);
  const ageOf = (sinceMs: number) => Math.max(0, now() - sinceMs);
  const withAge = ({ orderNo, since }: OwedConfirmation) => ({
    orderNo,
    since,
    ageMs: ageOf(Date.parse(since)),
  });

  const readNow = async (): Promise<SystemState> => {
    const [
      queues,
      waitingSince,
      owedCounts,
      oldestOwed,
      [oldestNoRecipient],
      sent,
      processes,
      lastRun,
      expiring,
    ] = await Promise.all([
      readQueueCounts(redis),
      oldestWaiting.read(),
      owed.counts(),
      owed.oldest(),
      owed.list('no_recipient', { skip: 0, limit: 1 }),
      throughput.read(),
      readReports(redis),
      readRetentionReport(redis),
      countWarned(redis),
    ]);
    return {
      at: new Date(now()).toISOString(),
      queues,
      ...(waitingSince === undefined
        ? {}
        : {
            oldestWaiting: {
              since: new Date(waitingSince).toISOString(),
              ageMs: ageOf(waitingSince),
            },
          }),
      confirmations: {
        ...owedCounts,
        ...(oldestOwed === undefined ? {} : { oldestOwed: withAge(oldestOwed) }),
        ...(oldestNoRecipient === undefined
          ? {}
          : { oldestNoRecipient: withAge(oldestNoRecipient) }),
      },
      deadLetters: deadLetters.counts(),
      throughput: sent,
      retention: { ...(lastRun === undefined ? {} : { lastRun }), expiring },
      processes,
    };
  };

  let reading: Promise<SystemState> | undefined;
  return {
    read() {
      reading ??= readNow().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    close: closeTally,
  };
}

function takeTally(options: Parameters<typeof createMonitor>[0]) {
  const { deadLetters, redis, onError } = options;
  if (deadLetters !== undefined) return { deadLetters, closeTally: () => Promise.resolve() };
  const tally = createDeadLetterTally({ connection: redis, onError });
  return { deadLetters: tally, closeTally: () => tally.close() };
}
