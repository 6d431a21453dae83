import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Attempt, AttemptResult } from './attempt.ts';
import { jobLockMs, maxStalledCount, stalledCheckIntervalMs } from './job-options.ts';
import { eventsQueueName, queuePrefix } from './names.ts';
import { planRetry } from './retry-schedule.ts';

/** The way off the queue. */
export interface EventWorker {
  /** Resolves once the worker has subscribed and can take jobs. */
  whenReady(): Promise<unknown>;
  isRunning(): boolean;
  /** Takes no more jobs and resolves when those under way have ended. */
  close(): Promise<void>;
}

/** Takes jobs off the `events` queue, `concurrency` at a time. */
export function createEventWorker(options: {
  /** A connection that never gives a command up; it stays the caller's to close. */
  connection: Redis;
  concurrency: number;
  /** Jobs a second that all workers together begin, or no limit. */
  maxJobsPerSecond?: number | undefined;
  retryDelaysMs: readonly number[];
  handle: (attempt: Attempt) => Promise<AttemptResult>;
  onError: (error: Error) => void;
  /** A job was found whose worker is dead; it is waiting again. */
  onStalled: (jobId: string) => void;
}): EventWorker {
  const { connection, concurrency, maxJobsPerSecond, retryDelaysMs, handle } = options;
  const worker = new Worker(
    eventsQueueName,
    async (job, token) => {
      const result = await handle(toAttempt(job, retryDelaysMs));
      switch (result.kind) {
        case 'done':
          return result.result;
        case 'wait':
          await job.moveToDelayed(Date.now() + result.delayMs, token);
          throw new DelayedError();
        case 'retry':
          throw new Error(result.reason);
        case 'dead':
          throw new UnrecoverableError(result.reason);
      }
    },
    {
      connection,
      prefix: queuePrefix,
      concurrency,
      lockDuration: jobLockMs,
      stalledInterval: stalledCheckIntervalMs,
      maxStalledCount,
      ...(maxJobsPerSecond === undefined
        ? {}
        : { limiter: { max: maxJobsPerSecond, duration: 1000 } }),
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
  worker.on('error', options.onError);
  worker.on('stalled', options.onStalled);
  return {
    whenReady: () => worker.waitUntilReady(),
    isRunning: () => worker.isRunning(),
    close: () => worker.close(),
  };
}

function toAttempt(job: Job, retryDelaysMs: readonly number[]): Attempt {
  const attempt = job.attemptsMade + 1;
  // The stage is a courtesy to whoever looks: without it the job goes on.
  const ignore = () => undefined;
  return {
    jobId: job.id ?? '',
    name: job.name,
    data: job.data,
    attempt,
    isLast: attempt > retryDelaysMs.length,
    report: (stage) => {
      job.updateProgress({ stage }).catch(ignore);
      job.log(`${new Date().toISOString()} attempt ${attempt}: ${stage}`).catch(ignore);
    },
  };
}
