import { performance } from 'node:perf_hooks';
import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Attempt, AttemptResult } from './attempt.ts';
import {
  eventJobOptions,
  jobLockMs,
  maxStalledCount,
  stalledCheckIntervalMs,
} from './job-options.ts';
import { eventsQueueName, queuePrefix } from './names.ts';
import { planRetry } from './retry-schedule.ts';

/** What a worker is at. */
export interface WorkerActivity {
  activeJobs: number;
  /** Attempts begun since the worker was made. */
  takenJobs: number;
  /** Since a job last began or ended, or since the worker was made, resumed or renewed. */
  quietMs: number;
}

/** The way off the queue. */
export interface EventWorker {
  /** Resolves once the worker has subscribed and can take jobs. */
  whenReady(): Promise<unknown>;
  isRunning(): boolean;
  /** Takes no more jobs until `resume`; those under way go on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** How many jobs at a time from now on; those under way above it go on. */
  setConcurrency(concurrency: number): void;
  activity(): WorkerActivity;
  /** Begins anew on a fresh blocking connection; for a worker that is idle. Jobs under way go on. */
  renew(): void;
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
  /** A job is a dead letter without another attempt: too many workers died over it. */
  onGivenUp: (attempt: Attempt, reason: string) => void;
}): EventWorker {
  const { connection, maxJobsPerSecond, retryDelaysMs, handle } = options;
  let concurrency = options.concurrency;
  let activeJobs = 0;
  let takenJobs = 0;
  let lastSignAt = performance.now();

  const follow = async (attempt: Attempt): Promise<AttemptResult> => {
    activeJobs += 1;
    takenJobs += 1;
    lastSignAt = performance.now();
    try {
      return await handle(attempt);
    } finally {
      activeJobs -= 1;
      lastSignAt = performance.now();
    }
  };

  const open = () => {
    const worker = new Worker(
      eventsQueueName,
      async (job, token) => {
        // Of a job that an older version queued, BullMQ would drop what is older than that allowed.
        job.opts.removeOnFail = eventJobOptions.removeOnFail;
        const result = await follow(toAttempt(job, retryDelaysMs));
        switch (result.kind) {
          case 'done':
            // Read by BullMQ when it writes the end of the job.
            if (result.leavesNothing === true) job.opts.removeOnComplete = true;
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
    worker.on('failed', (job, { message }) => {
      if (job?.deferredFailure !== message) return;
      options.onGivenUp(toAttempt(job, retryDelaysMs), message);
    });
    return worker;
  };
  let worker = open();
  let isPaused = false;
  return {
    whenReady: () => worker.waitUntilReady(),
    isRunning: () => worker.isRunning() && !isPaused,
    async pause() {
      isPaused = true;
      await worker.pause(true);
    },
    async resume() {
      isPaused = false;
      lastSignAt = performance.now();
      await worker.resume();
    },
    setConcurrency(value) {
      concurrency = value;
      worker.concurrency = value;
    },
    activity: () => ({ activeJobs, takenJobs, quietMs: performance.now() - lastSignAt }),
    renew() {
      // What is wrong with the old one may well keep it from closing (BullMQ waits without bound).
      worker.close(true).catch(options.onError);
      worker = open();
      if (isPaused) void worker.pause(true);
      lastSignAt = performance.now();
    },
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
