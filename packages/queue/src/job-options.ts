import type { JobsOptions } from 'bullmq';

const daySeconds = 24 * 60 * 60;

/**
 * How an event's job lives. `attempts` is only an upper bound that no schedule reaches: the
 * worker's retry schedule decides when a job is a dead letter, so that it can be changed without
 * touching what is queued. Finished jobs go soon, since the ledger holds the order's history; dead
 * letters stay until a person decides, or retention ends them aloud: BullMQ would drop them unheard.
 */
export const eventJobOptions = {
  attempts: 1_000_000,
  backoff: { type: 'schedule' },
  removeOnComplete: { age: daySeconds, count: 10_000 },
  removeOnFail: false,
  stackTraceLimit: 3,
  // A job that is put back again and again tells its last stages only.
  keepLogs: 100,
} satisfies JobsOptions;

/** How often a job may be found without its worker before it is a dead letter. */
export const maxStalledCount = 50;

/** A worker's hold on a job; it is renewed at half of it, and given up when the worker is dead. */
export const jobLockMs = 15_000;

/** How often workers look for jobs whose worker is dead. */
export const stalledCheckIntervalMs = 5_000;

/** BullMQ's event streams are cut to about this many entries: nobody reads them later. */
export const eventStreamLength = 1_000;
