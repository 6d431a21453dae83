import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import {
  notificationsQueueName,
  queuePrefix,
  retentionQueueName,
  sweepsQueueName,
} from './names.ts';

/** Work that is done over and over again, by one worker at a time, whoever comes first. */
export interface Sweeps {
  /** Makes the schedule, or changes it, and begins to take part. Rejects when Redis does. */
  begin(): Promise<void>;
  /** Aborts a sweep under way, which is begun anew by the next schedule. */
  close(): Promise<void>;
}

/** What is done by a schedule; each has a queue of its own, so that none waits for another. */
const queueNames = {
  reconciliation: sweepsQueueName,
  notifications: notificationsQueueName,
  retention: retentionQueueName,
} as const;

export type SweepPurpose = keyof typeof queueNames;

const daySeconds = 24 * 60 * 60;

/**
 * A sweep every `everyMs`, however many workers there are. One that takes longer than that is not
 * overtaken: the queue lets one job run at a time.
 */
export function createSweeps(options: {
  /** A connection that never gives a command up; it stays the caller's to close. */
  connection: Redis;
  /** What for; the sweep over the supplier's order list by default. */
  purpose?: SweepPurpose;
  everyMs: number;
  sweep: (signal: AbortSignal) => Promise<Readonly<Record<string, unknown>>>;
  onError: (error: Error) => void;
}): Sweeps {
  const { connection, purpose = 'reconciliation', everyMs, sweep, onError } = options;
  const queue = openSweepsQueue(purpose, connection, onError);
  const closing = new AbortController();
  const worker = new Worker(
    queueNames[purpose],
    // One that fails is not tried again: the next one looks at the same period.
    () => sweep(closing.signal),
    { connection, prefix: queuePrefix, autorun: false },
  );
  worker.on('error', onError);
  worker.on('failed', (_job, error) => {
    onError(error);
  });
  return {
    async begin() {
      await queue.setGlobalConcurrency(1);
      await queue.upsertJobScheduler(
        purpose,
        { every: everyMs },
        {
          name: purpose,
          opts: { removeOnComplete: { age: daySeconds, count: 100 }, removeOnFail: { count: 100 } },
        },
      );
      worker.run().catch(onError);
    },
    async close() {
      closing.abort();
      await Promise.all([worker.close(), queue.close()]);
    },
  };
}

/** Ends the schedule that workers with other settings made. */
export async function removeSweeps(options: {
  connection: Redis;
  purpose?: SweepPurpose;
  onError: (error: Error) => void;
}): Promise<void> {
  const { connection, purpose = 'reconciliation', onError } = options;
  const queue = openSweepsQueue(purpose, connection, onError);
  await queue.removeJobScheduler(purpose);
  await queue.close();
}

function openSweepsQueue(
  purpose: SweepPurpose,
  connection: Redis,
  onError: (error: Error) => void,
): Queue {
  const queue = new Queue(queueNames[purpose], {
    connection,
    prefix: queuePrefix,
    skipWaitingForReady: true,
    skipVersionCheck: true,
  });
  queue.on('error', onError);
  return queue;
}
