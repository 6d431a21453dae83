import { Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { jobLockMs, maxStalledCount, stalledCheckIntervalMs } from './job-options.ts';
import { eventsQueueName, queuePrefix } from './names.ts';
import { planRetry } from './retry-schedule.ts';

/** One try of a job. */
export interface Attempt {
  job: Job;
  /** From 1. */
  attempt: number;
  /** No other attempt follows when this one fails. */
  isLast: boolean;
}

/** The way off the queue. */
export interface EventWorker {
  /** Resolves once the worker has subscribed and can take jobs. */
  whenReady(): Promise<unknown>;
  isRunning(): boolean;
  /** Takes no more jobs and resolves when those under way have ended. */
  close(): Promise<void>;
}

/**
 * Takes jobs off the `events` queue. What `handle` returns is the job's result; what it throws
 * fails the attempt, which is tried again by the schedule (BullMQ's `UnrecoverableError`: never).
 */
export function createEventWorker(options: {
  /** A connection that never gives a command up; it stays the caller's to close. */
  connection: Redis;
  concurrency: number;
  retryDelaysMs: readonly number[];
  handle: (attempt: Attempt) => Promise<unknown>;
  onError: (error: Error) => void;
  /** A job was found whose worker is dead; it is waiting again. */
  onStalled: (jobId: string) => void;
}): EventWorker {
  const { connection, concurrency, retryDelaysMs, handle, onError, onStalled } = options;
  const worker = new Worker(
    eventsQueueName,
    (job) => {
      const attempt = job.attemptsMade + 1;
      return handle({ job, attempt, isLast: attempt > retryDelaysMs.length });
    },
    {
      connection,
      prefix: queuePrefix,
      concurrency,
      lockDuration: jobLockMs,
      stalledInterval: stalledCheckIntervalMs,
      maxStalledCount,
      settings: {
        backoffStrategy: (attemptsMade) => {
          const plan = planRetry({
            attempt: attemptsMade,
            delaysMs: retryDelaysMs,
            random: Math.random,
          });
          // BullMQ takes -1 for "no more".
          return plan.kind === 'retry' ? plan.delayMs : -1;
        },
      },
    },
  );
  worker.on('error', onError);
  worker.on('stalled', onStalled);
  return {
    whenReady: () => worker.waitUntilReady(),
    isRunning: () => worker.isRunning(),
    close: () => worker.close(),
  };
}
