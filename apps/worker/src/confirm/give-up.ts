import { claimLeaseMs, type Claim, type Ledger, type TimelineEntry } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import type { TicketedOrder } from '@ticketpost/schema';
import {
  killJob,
  postponeJob,
  retryJob,
  unreadableMs,
  type AttemptOutcome,
} from '../attempt-outcome.ts';
import { describeUnexpected } from '../describe-unexpected.ts';
import type { SubmitOutcome } from '../mail/submit-outcome.ts';
import { putBackMs } from '../pause/create-pause.ts';
import { describeFailure, heldReason, failureCode } from '../mail/describe-failure.ts';

/** When a job is looked at again that another worker, or a moment later, can do. */
const postponedMs = {
  unknown_key: unreadableMs,
  changed_meanwhile: 1,
  lost_claim: claimLeaseMs,
} as const;

/** The ways in which an attempt that holds claims ends without a sent mail. */
export type GiveUp = ReturnType<typeof createGiveUp>;

type Refusal = Extract<SubmitOutcome, { kind: 'refused' }>;
type Failure = Extract<SubmitOutcome, { kind: 'refused' | 'unknown' }>;

/** Said of a mail that went out and was never answered, and of an error in the middle of that. */
interface Doubt {
  isUncertain: boolean;
}

/**
 * Makes the ways in which an attempt that holds the claims of one mail ends without having sent it.
 * Each gives the claims back; when the ledger says that one is another's by now, nothing is written
 * of that one and the job is looked at again once the other is done.
 */
export function createGiveUp(options: {
  ledger: Pick<Ledger, 'giveUp'>;
  holdsUncertain: boolean;
  logger: Logger;
}) {
  const { ledger, holdsUncertain, logger } = options;

  return {
    /** A copy may be out: whether another goes out is left to a person. */
    asUndecided,
    asDeferred,
    asPostponed,

    async afterSubmit(
      claims: readonly Claim[],
      failure: Exclude<SubmitOutcome, { kind: 'accepted' }>,
      about: {
        attempt: Attempt;
        verdict: 'put_back' | 'count';
        /** Of the claims, in their order; kept with what is given up for good, where given. */
        orders?: readonly TicketedOrder[];
      },
    ): Promise<AttemptOutcome> {
      const { attempt, verdict, orders } = about;
      switch (failure.kind) {
        case 'withheld':
          return await asWithheld(claims, attempt);
        case 'unknown':
          return holdsUncertain
            ? await asUndecided(claims, attempt, failure.answer)
            : await asFailed(claims, failure, { attempt, orders, isFinal: attempt.isLast });
        case 'refused': {
          if (verdict === 'put_back') return await asPaused(claims, failure, attempt);
          const isFinal = attempt.isLast || failure.class === 'permanent';
          return await asFailed(claims, failure, { attempt, orders, isFinal });
        }
      }
    },

    /** A bug or an outage of Redis; if even this cannot be written, the claims' leases end it. */
    async afterError(
      claims: readonly Claim[],
      error: unknown,
      { attempt, isUncertain }: { attempt: Attempt } & Doubt,
    ): Promise<AttemptOutcome> {
      logger.error({ error, deliveryId: attempt.jobId }, 'an attempt ended unexpectedly');
      if (isUncertain && holdsUncertain) return await asUndecided(claims, attempt);
      const state = attempt.isLast ? 'dead' : 'deferred';
      return await ifOurs(
        write(claims, { state, isUncertain }, { attempt, reason: 'unexpected' }),
        { ...retryJob('deferred', describeUnexpected(error)), isOnTimeline: true },
      );
    },
  };

  async function asUndecided(claims: readonly Claim[], attempt: Attempt, answer?: string) {
    return await ifOurs(
      write(
        claims,
        { state: 'uncertain', isUncertain: true },
        { attempt, reason: 'uncertain', answer },
      ),
      { ...killJob(heldReason), isOnTimeline: true },
    );
  }

  /**
   * Nobody could be found for want of an answer. `reason`: `code: words`. The orders are kept, so that
   * a booking that comes in between is enough.
   */
  async function asDeferred(
    claims: readonly Claim[],
    reason: string,
    { attempt, orders }: { attempt: Attempt; orders: readonly TicketedOrder[] },
  ) {
    const [code = reason] = reason.split(':');
    const state = attempt.isLast ? 'dead' : 'deferred';
    return await ifOurs(write(claims, { state, orders }, { attempt, reason: code }), {
      ...retryJob('deferred', reason),
      isOnTimeline: true,
    });
  }

  /** Nothing was handed over and nothing is wrong: no attempt is used up. */
  async function asPostponed(
    claims: readonly Claim[],
    outcome: keyof typeof postponedMs,
    attempt: Attempt,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    await write(claims, { state: 'deferred' }, { attempt, reason: outcome });
    return postponeJob(outcome, postponedMs[outcome], details);
  }

  async function asFailed(
    claims: readonly Claim[],
    failure: Failure,
    about: { attempt: Attempt; orders: readonly TicketedOrder[] | undefined; isFinal: boolean },
  ): Promise<AttemptOutcome> {
    const { attempt, orders, isFinal } = about;
    const isUncertain = failure.kind === 'unknown';
    const reason = describeFailure(failure);
    const end = isFinal
      ? killJob(reason)
      : retryJob(isUncertain ? 'uncertain' : 'deferred', reason);
    return await ifOurs(
      write(
        claims,
        // Kept with a dead letter, so that a booking with a better address is another chance.
        {
          state: isFinal ? 'dead' : 'deferred',
          isUncertain,
          ...(isFinal && orders !== undefined ? { orders } : {}),
        },
        { attempt, reason: failureCode(failure), answer: failure.answer },
      ),
      { ...end, isOnTimeline: true },
    );
  }

  /** The worker pauses: whatever becomes of the ledger's line, the job keeps its attempt. */
  async function asPaused(claims: readonly Claim[], failure: Refusal, attempt: Attempt) {
    const details = { reason: describeFailure(failure) };
    try {
      return await ifOurs(
        write(
          claims,
          { state: 'deferred' },
          { attempt, reason: failure.code, event: 'paused', answer: failure.answer },
        ),
        postponeJob('paused', putBackMs, details),
      );
    } catch (error) {
      logger.warn({ error, deliveryId: attempt.jobId }, 'the claim could not be given back');
      return postponeJob('paused', claimLeaseMs, details);
    }
  }

  /** Nothing was delivered. A claim that is ours after all is freed, so that it raises no doubt. */
  async function asWithheld(claims: readonly Claim[], attempt: Attempt) {
    try {
      return await ifOurs(
        write(claims, { state: 'deferred' }, { attempt, reason: 'lost_claim' }),
        postponeJob('lost_claim', putBackMs),
      );
    } catch (error) {
      logger.warn({ error, deliveryId: attempt.jobId }, 'the claim could not be given back');
      return postponeJob('lost_claim', claimLeaseMs);
    }
  }

  async function write(
    claims: readonly Claim[],
    to: {
      state: 'deferred' | 'dead' | 'uncertain';
      /** Kept in the ledger, one for each claim. */
      orders?: readonly TicketedOrder[];
    } & Partial<Doubt>,
    details: {
      attempt: Attempt;
      /** Stable code. */
      reason: string;
      /** Instead of the one that goes with the state. */
      event?: 'paused';
      answer?: string | undefined;
    },
  ): Promise<'done' | 'lost'> {
    const { attempt, reason, answer } = details;
    const entry: TimelineEntry = {
      event: details.event ?? (to.state === 'uncertain' ? 'dead' : to.state),
      deliveryId: attempt.jobId,
      attempt: attempt.attempt,
      reason,
      ...(answer === undefined ? {} : { sealed: { answer } }),
    };
    let answered: 'done' | 'lost' = 'done';
    const { orders, ...ending } = to;
    for (const [index, claim] of claims.entries()) {
      const held = orders?.[index];
      const end = held === undefined ? ending : { ...ending, held };
      if ((await ledger.giveUp(claim, end, entry)) !== 'done') answered = 'lost';
    }
    return answered;
  }
}

async function ifOurs(
  givingUp: Promise<'done' | 'lost'>,
  end: AttemptOutcome,
): Promise<AttemptOutcome> {
  return (await givingUp) === 'done' ? end : postponeJob('lost_claim', claimLeaseMs);
}
