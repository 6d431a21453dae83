import { performance } from 'node:perf_hooks';
import {
  findNewerVersion,
  openEnvelope,
  parseEnvelope,
  type Attempt,
  type AttemptResult,
  type Envelope,
  type Keyring,
} from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import {
  endJobWithoutTrace,
  killJob,
  postponeJob,
  retryJob,
  unreadableMs,
  type AttemptOutcome,
  type Outcome,
} from './attempt-outcome.ts';
import { describeUnexpected } from './describe-unexpected.ts';
import { isRedisRefusal } from './is-redis-refusal.ts';

type Handler = (envelope: Envelope, payload: unknown, attempt: Attempt) => Promise<AttemptOutcome>;

/** What is done with an event, by what it reports. */
export interface EventHandlers {
  ticketedEvent: Handler;
  bookingStored: (envelope: Envelope, attempt: Attempt) => Promise<AttemptOutcome>;
  ticketDue: Handler;
  resendAsked: Handler;
  erasureAsked: (envelope: Envelope, payload: unknown) => Promise<AttemptOutcome>;
  otherEvent: (envelope: Envelope, payload: unknown) => Promise<AttemptOutcome>;
}

export interface HandleAttemptOptions {
  keyring: Keyring;
  handlers: EventHandlers;
  isErased: (orderNo: string) => Promise<boolean>;
  recordDeath: (attempt: Attempt, code: string) => Promise<void>;
  logger: Logger;
  countAttempt: (outcome: Outcome) => void;
  delays?: typeof defaultDelays;
}

/** How long a job waits that came too early, or to the wrong worker. */
const defaultDelays = {
  unreadableMs,
  /** Redis would not write now. */
  redisRefusedMs: 5000,
};

/** Makes what a worker does with each attempt: open the envelope, then go by what it holds. */
export function createHandleAttempt(options: HandleAttemptOptions) {
  const { keyring, handlers, isErased, recordDeath, logger, countAttempt } = options;
  const delays = options.delays ?? defaultDelays;

  const dispatch = async (attempt: Attempt): Promise<AttemptOutcome> => {
    attempt.report('opening');
    // Asked first, and by what is in clear: what was erased is not kept for a key or a version to come.
    const orderNo = findOrderToAskFor(attempt.data);
    if (orderNo !== undefined && (await isErased(orderNo))) {
      return endJobWithoutTrace('not_owed', { because: 'erased' });
    }
    const newerVersion = findNewerVersion(attempt.data);
    if (newerVersion !== undefined) {
      return postponeJob('newer_envelope', delays.unreadableMs, { version: newerVersion });
    }
    const envelope = parseEnvelope(attempt.data);
    if (envelope === undefined) {
      return killJob('unknown_envelope: this version of the worker cannot read the job');
    }
    const opening = openEnvelope(keyring, envelope);
    switch (opening.kind) {
      case 'unknown_key':
        return postponeJob('unknown_key', delays.unreadableMs, { keyId: opening.keyId });
      case 'damaged':
        return killJob('damaged_envelope: the sealed payload was altered');
      case 'opened':
        return await handle(envelope, opening.payload, attempt);
    }
  };

  /** By what the seal vouches for: not the job's name, nor a type that the supplier could post. */
  const handle: Handler = (envelope, payload, attempt) => {
    const { origin, type } = envelope;
    if (origin === 'booking') return handlers.bookingStored(envelope, attempt);
    if (origin === 'expected') return handlers.ticketDue(envelope, payload, attempt);
    if (origin === 'resend') return handlers.resendAsked(envelope, payload, attempt);
    if (origin === 'erasure') return handlers.erasureAsked(envelope, payload);
    return type === 'order.ticketed'
      ? handlers.ticketedEvent(envelope, payload, attempt)
      : handlers.otherEvent(envelope, payload);
  };

  return async function handleAttempt(attempt: Attempt): Promise<AttemptResult> {
    const startedAt = performance.now();
    const ended = await dispatch(attempt).catch((error: unknown) => {
      if (isRedisRefusal(error)) {
        const { message } = error as Error;
        return postponeJob('redis_refused', delays.redisRefusedMs, {
          reason: message.split(' ')[0],
        });
      }
      logger.error({ error, deliveryId: attempt.jobId }, 'an attempt ended unexpectedly');
      return retryJob('deferred', describeUnexpected(error));
    });
    const { outcome, result, details } = ended;
    const orderNo = parseEnvelope(attempt.data)?.orderNo;
    const isDead = result.kind === 'dead' || (result.kind === 'retry' && attempt.isLast);
    if (isDead && ended.isOnTimeline !== true) {
      const [code = result.reason] = result.reason.split(':');
      await recordDeath(attempt, code);
    }
    countAttempt(outcome);
    const line = {
      deliveryId: attempt.jobId,
      orderNo,
      jobId: attempt.jobId,
      attempt: attempt.attempt,
      outcome,
      ...details,
      durationMs: Math.round(performance.now() - startedAt),
    };
    if (result.kind === 'done') logger.info(line, 'attempt');
    else logger.warn(line, 'attempt');
    return result;
  };
}

/** The order that a job is about, unless it is the job that erases it. */
function findOrderToAskFor(data: unknown): string | undefined {
  const { orderNo, origin } = (data ?? {}) as { orderNo?: unknown; origin?: unknown };
  return typeof orderNo === 'string' && origin !== 'erasure' ? orderNo : undefined;
}
