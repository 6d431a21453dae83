import { eventsQueueName } from './names.ts';
import { openQueue, type QueueConnection } from './open-queue.ts';

/** Looks for jobs of the `events` queue that some worker ought to take. */
export interface DueJobs {
  /** How many wait, or were to be tried again by now; 0 while the rate limit holds all workers. */
  count(): Promise<number>;
  close(): Promise<void>;
}

/** BullMQ scores a delayed job by its time in ms, times this, plus a counter. */
export const scorePerMs = 0x1000;

/** A delayed job is overdue after this long: workers that are well take it within a second or two. */
export const overdueMs = 10_000;

/** Over a connection that stays the caller's to close. */
export function createDueJobs(
  options: QueueConnection & { maxJobsPerSecond?: number | undefined },
): DueJobs {
  const { connection, maxJobsPerSecond } = options;
  const queue = openQueue(eventsQueueName, options);
  return {
    async count() {
      if (maxJobsPerSecond !== undefined) {
        const limitedMs = await queue.getRateLimitTtl(maxJobsPerSecond);
        if (limitedMs > 0) return 0;
      }
      const [waiting, overdue] = await Promise.all([
        queue.getWaitingCount(),
        connection.zcount(queue.toKey('delayed'), 0, (Date.now() - overdueMs) * scorePerMs),
      ]);
      return waiting + overdue;
    },
    close: () => queue.close(),
  };
}
