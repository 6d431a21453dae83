import type { AttemptResult } from '@ticketpost/queue';

/** How an attempt ended, in the words of timeline, log and metrics. */
export type Outcome =
  | 'sent'
  | 'duplicate'
  | 'incomplete'
  | 'no_recipient'
  | 'recorded'
  | 'no_order'
  | 'waiting'
  | 'unconfirmed'
  | 'supplier_unavailable'
  | 'cancelled'
  | 'grouped'
  | 'changed_meanwhile'
  | 'not_owed'
  | 'erasing'
  | 'erased'
  | 'deferred'
  | 'uncertain'
  | 'lost_claim'
  | 'paused'
  | 'unknown_key'
  | 'newer_envelope'
  | 'redis_refused'
  | 'dead';

/** Nothing is wrong with the job: it only comes too early, or to the wrong worker. */
type Postponement = Extract<
  Outcome,
  | 'waiting'
  | 'unconfirmed'
  | 'supplier_unavailable'
  | 'no_recipient'
  | 'grouped'
  | 'changed_meanwhile'
  | 'erasing'
  | 'lost_claim'
  | 'paused'
  | 'unknown_key'
  | 'newer_envelope'
  | 'redis_refused'
>;

/** What a handler says of its attempt: the outcome, and what the queue is to do with the job. */
export interface AttemptOutcome {
  outcome: Outcome;
  result: AttemptResult;
  /** More for the log line; nothing personal. */
  details?: Readonly<Record<string, unknown>>;
  /** The handler itself has written the attempt's end on the order's timeline. */
  isOnTimeline?: true;
}

/** The job is completed. */
export function endJob(
  outcome: Outcome,
  details: Readonly<Record<string, unknown>> = {},
): AttemptOutcome {
  return { outcome, details, result: { kind: 'done', result: { outcome, ...details } } };
}

/** The job is over and gone, with all that it carried. */
export function endJobWithoutTrace(
  outcome: Outcome,
  details: Readonly<Record<string, unknown>> = {},
): AttemptOutcome {
  return { outcome, details, result: { kind: 'done', result: {}, leavesNothing: true } };
}

/** The job is looked at again later, without using up an attempt. */
export function postponeJob(
  outcome: Postponement,
  delayMs: number,
  details: Readonly<Record<string, unknown>> = {},
): AttemptOutcome {
  return { outcome, details: { delayMs, ...details }, result: { kind: 'wait', delayMs } };
}

/** The job is tried again, or a dead letter when no attempt is left. `reason` is shown to people. */
export function retryJob(outcome: 'deferred' | 'uncertain', reason: string): AttemptOutcome {
  return { outcome, details: { reason }, result: { kind: 'retry', reason } };
}

/** The job is a dead letter at once. */
export function killJob(reason: string): AttemptOutcome {
  return { outcome: 'dead', details: { reason }, result: { kind: 'dead', reason } };
}

/**
 * How long a job waits for a worker that can read what it is about: one with the key, or a newer one.
 * It is never given up, since nothing is wrong with it.
 */
export const unreadableMs = 30_000;
