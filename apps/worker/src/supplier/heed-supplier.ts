import {
  claimLeaseMs,
  type Claim,
  type GivingUp,
  type Ledger,
  type TimelineEntry,
} from '@ticketpost/ledger';
import { planRetry, type Attempt } from '@ticketpost/queue';
import { endJob, killJob, postponeJob, retryJob, type AttemptOutcome } from '../attempt-outcome.ts';
import type { SupplierWord } from './judge-answer.ts';
import { planOutageWait } from './plan-wait.ts';

/** Within this time of a vain question, another delivery of the same ticket set asks no other. */
const answerLastsMs = 60_000;

export type HeedSupplier = ReturnType<typeof createHeedSupplier>;

/**
 * Makes how an attempt ends when the supplier does not say that the order is ticketed: no mail, the
 * reason on the timeline, and, where it may still come true, another question later. None but an
 * answer of no use for this very order uses up an attempt of the job.
 */
export function createHeedSupplier(options: {
  ledger: Pick<Ledger, 'giveUp'>;
  recheckDelaysMs: readonly number[];
}) {
  const { ledger, recheckDelaysMs } = options;
  const random = Math.random;

  return async function heedSupplier(
    word: Exclude<SupplierWord, { kind: 'confirmed' }>,
    about: { claim: Claim; asked: number; attempt: Attempt; ageMs: number },
  ): Promise<AttemptOutcome> {
    const { claim, asked, attempt, ageMs } = about;
    const { jobId: deliveryId, attempt: number } = attempt;
    const giveUp = async (
      to: { state: GivingUp; waitMs?: number },
      entry: Omit<TimelineEntry, 'deliveryId'>,
      end: AttemptOutcome,
    ): Promise<AttemptOutcome> =>
      (await ledger.giveUp(claim, to, { ...entry, deliveryId })) === 'done'
        ? { ...end, isOnTimeline: true }
        : postponeJob('lost_claim', claimLeaseMs);
    const bury = (why: string) =>
      giveUp(
        { state: 'dead' },
        { event: 'dead', attempt: number, reason: 'not_confirmed' },
        killJob(`not_confirmed: ${why}`),
      );

    switch (word.kind) {
      case 'not_yet': {
        const { missing } = word;
        const plan = planRetry({ attempt: asked + 1, delaysMs: recheckDelaysMs, random });
        if (plan.kind === 'give_up') {
          return await bury('the supplier never said that the tickets are issued');
        }
        const { delayMs } = plan;
        return await giveUp(
          { state: 'unconfirmed', waitMs: Math.min(delayMs, answerLastsMs) },
          { event: 'not_confirmed', reason: 'not_yet', missing },
          postponeJob('unconfirmed', delayMs, { missing }),
        );
      }
      case 'cancelled':
        return await giveUp(
          { state: 'cancelled' },
          { event: 'not_confirmed', reason: 'cancelled' },
          endJob('cancelled', word.code === undefined ? {} : { code: word.code }),
        );
      case 'not_found':
        return await bury(
          word.code === undefined
            ? 'the supplier knows no such order'
            : `${word.code}: the supplier gives no order such a number, so it is not asked`,
        );
      case 'no_answer': {
        const { code, retryAfterMs } = word;
        return await giveUp(
          { state: 'deferred' },
          { event: 'not_confirmed', reason: code },
          postponeJob('supplier_unavailable', planOutageWait({ ageMs, retryAfterMs, random }), {
            reason: code,
          }),
        );
      }
      case 'unusable': {
        const { reason, detail } = word;
        const isFinal = attempt.isLast;
        return await giveUp(
          { state: isFinal ? 'dead' : 'deferred' },
          { event: isFinal ? 'dead' : 'deferred', attempt: number, reason },
          retryJob('deferred', `${reason}: ${detail}`),
        );
      }
    }
  };
}
