import { claimLeaseMs, type Claim, type GivingUp, type Ledger } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import { endJob, killJob, postponeJob, retryJob, type AttemptOutcome } from './attempt-outcome.ts';
import { describeFailure, heldReason, failureCode } from './describe-failure.ts';
import { describeUnexpected } from './describe-unexpected.ts';
import type { SubmitOutcome } from './mail/submit-outcome.ts';
import { putBackMs } from './pause/create-pause.ts';

type Refusal = Extract<SubmitOutcome, { kind: 'refused' }>;
type Failure = Extract<SubmitOutcome, { kind: 'refused' | 'unknown' }>;

/** Said of a mail that went out and was never answered, and of an error in the middle of that. */
interface Doubt {
  isUncertain: boolean;
}

/**
 * Makes the ways in which an attempt that holds a claim ends without a sent mail. Each gives the
 * claim back; when the ledger says that it is another's by now, nothing is written and the job is
 * looked at again once that one is done.
 */
export function createGiveUp(options: {
  ledger: Pick<Ledger, 'giveUp'>;
  holdsUncertain: boolean;
  logger: Logger;
}) {
  const { ledger, holdsUncertain, logger } = options;

  return {
    withoutRecipient: (claim: Claim, { jobId: deliveryId }: Attempt) =>
      ifOurs(
        ledger.giveUp(claim, { state: 'no_recipient' }, { event: 'no_recipient', deliveryId }),
        endJob('no_recipient'),
      ),

    /** A copy may be out: whether another goes out is left to a person. */
    asUndecided,

    async afterSubmit(
      claim: Claim,
      failure: Exclude<SubmitOutcome, { kind: 'accepted' }>,
      { attempt, verdict }: { attempt: Attempt; verdict: 'put_back' | 'count' },
    ): Promise<AttemptOutcome> {
      switch (failure.kind) {
        case 'withheld':
          return await asWithheld(claim, attempt);
        case 'unknown':
          return holdsUncertain
            ? await asUndecided(claim, attempt, failure.answer)
            : await asFailed(claim, failure, { attempt, isFinal: attempt.isLast });
        case 'refused': {
          if (verdict === 'put_back') return await asPaused(claim, failure, attempt);
          const isFinal = attempt.isLast || failure.class === 'permanent';
          return await asFailed(claim, failure, { attempt, isFinal });
        }
      }
    },

    /** A bug or an outage of Redis; if even this cannot be written, the claim's lease ends it. */
    async afterError(
      claim: Claim,
      error: unknown,
      { attempt, isUncertain }: { attempt: Attempt } & Doubt,
    ): Promise<AttemptOutcome> {
      logger.error({ error, deliveryId: attempt.jobId }, 'an attempt ended unexpectedly');
      if (isUncertain && holdsUncertain) return await asUndecided(claim, attempt);
      const state = attempt.isLast ? 'dead' : 'deferred';
      return await ifOurs(write(claim, { state, isUncertain }, { attempt, reason: 'unexpected' }), {
        ...retryJob('deferred', describeUnexpected(error)),
        isOnTimeline: true,
      });
    },
  };

  async function asUndecided(claim: Claim, attempt: Attempt, answer?: string) {
    return await ifOurs(
      write(
        claim,
        { state: 'uncertain', isUncertain: true },
        { attempt, reason: 'uncertain', answer },
      ),
      { ...killJob(heldReason), isOnTimeline: true },
    );
  }

  async function asFailed(
    claim: Claim,
    failure: Failure,
    { attempt, isFinal }: { attempt: Attempt; isFinal: boolean },
  ): Promise<AttemptOutcome> {
    const isUncertain = failure.kind === 'unknown';
    const reason = describeFailure(failure);
    const end = isFinal
      ? killJob(reason)
      : retryJob(isUncertain ? 'uncertain' : 'deferred', reason);
    return await ifOurs(
      write(
        claim,
        { state: isFinal ? 'dead' : 'deferred', isUncertain },
        { attempt, reason: failureCode(failure), answer: failure.answer },
      ),
      { ...end, isOnTimeline: true },
    );
  }

  /** The worker pauses: whatever becomes of the ledger's line, the job keeps its attempt. */
  async function asPaused(claim: Claim, failure: Refusal, attempt: Attempt) {
    const details = { reason: describeFailure(failure) };
    try {
      return await ifOurs(
        write(
          claim,
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
  async function asWithheld(claim: Claim, attempt: Attempt) {
    try {
      return await ifOurs(
        write(claim, { state: 'deferred' }, { attempt, reason: 'lost_claim' }),
        postponeJob('lost_claim', putBackMs),
      );
    } catch (error) {
      logger.warn({ error, deliveryId: attempt.jobId }, 'the claim could not be given back');
      return postponeJob('lost_claim', claimLeaseMs);
    }
  }

  async function write(
    claim: Claim,
    to: { state: Exclude<GivingUp, 'no_recipient'> } & Partial<Doubt>,
    entry: {
      attempt: Attempt;
      /** Stable code. */
      reason: string;
      /** Instead of the one that goes with the state. */
      event?: 'paused';
      answer?: string | undefined;
    },
  ) {
    const { attempt, reason, answer } = entry;
    return await ledger.giveUp(claim, to, {
      event: entry.event ?? (to.state === 'uncertain' ? 'dead' : to.state),
      deliveryId: attempt.jobId,
      attempt: attempt.attempt,
      reason,
      ...(answer === undefined ? {} : { sealed: { answer } }),
    });
  }
}

async function ifOurs(
  givingUp: ReturnType<Ledger['giveUp']>,
  end: AttemptOutcome,
): Promise<AttemptOutcome> {
  return (await givingUp) === 'done' ? end : postponeJob('lost_claim', claimLeaseMs);
}
