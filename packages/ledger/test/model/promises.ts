import { expect } from '@jest/globals';
import type { Answer, Request } from './take-step.ts';

/** What was really answered and stored around one request. */
export interface Observation {
  request: Request;
  answer: Answer;
  /** Brought by the wire a second time: nobody reads the answer. */
  isCopy: boolean;
  stateBefore: string;
  stateAfter: string;
  isMarkedAfter: boolean;
  isOrderHeldAfter: boolean;
}

/**
 * Watches the promises about one ticket set, from the ledger's answers alone: it knows neither the
 * table nor the scripts.
 */
export function createPromises() {
  let holder: { attemptId: number; isAlive: boolean } | undefined;
  /** The delivery that waits for the supplier. */
  let leftTo: { delivery: string; isAlive: boolean } | undefined;
  /** The attempt that was told to go on to the mail server and has not come back. */
  let atMailServer: number | undefined;
  let wasLeftUnanswered = false;
  let isSent = false;
  /** An order was handed over that nothing will bring again, and its mail is still owed. */
  let isOrderOwed = false;
  /** Attempts of which a copy may be out, unless a person has decided since. */
  const copies = new Set<number>();
  const toldUncertain = new Map<number, boolean>();

  const onClaimed = (
    { id, delivery }: { id: number; delivery: string },
    isUncertain: boolean,
    stateBefore: string,
  ) => {
    expect(['sent', 'uncertain']).not.toContain(stateBefore);
    if (holder?.attemptId === id) return;
    // At most one live claim, and so never two deliveries with one.
    expect(holder?.isAlive ?? false).toBe(false);
    if (leftTo?.isAlive === true) expect(delivery).toBe(leftTo.delivery);
    leftTo = undefined;
    holder = { attemptId: id, isAlive: true };
    toldUncertain.set(id, isUncertain);
    if (atMailServer !== undefined) wasLeftUnanswered = true;
    atMailServer = undefined;
  };

  const onGivenUp = (request: Extract<Request, { step: 'give up' }>) => {
    const { attempt, to } = request;
    holder = undefined;
    atMailServer = undefined;
    if (request.isUncertain) wasLeftUnanswered = true;
    else copies.delete(attempt.id);
    if (to === 'unconfirmed') leftTo = { delivery: attempt.delivery, isAlive: request.isLeft };
    if (request.isOrderHeld) isOrderOwed = true;
    if (to === 'superseded' || to === 'cancelled') isOrderOwed = false;
  };

  const onDone = (request: Exclude<Request, { step: 'release' | 'settle' }>, isCopy: boolean) => {
    const { id } = request.attempt;
    expect(holder?.attemptId).toBe(id);
    if (request.step === 'give up') {
      onGivenUp(request);
      return;
    }
    holder = { attemptId: id, isAlive: true };
    if (request.step !== 'mark submitting') return;
    atMailServer = id;
    const mayBeSecond = [...copies].some((other) => other !== id);
    if (mayBeSecond && !isCopy) expect(toldUncertain.get(id)).toBe(true);
    copies.add(id);
  };

  return {
    onLeaseEnd() {
      if (holder !== undefined) holder.isAlive = false;
      if (leftTo !== undefined) leftTo.isAlive = false;
    },
    observe({ request, answer, isCopy, stateBefore, ...after }: Observation) {
      if (isSent && request.step === 'claim') expect(answer).toEqual({ answer: 'sent' });
      if (isSent) expect(answer.answer).not.toBe('done');
      if (answer.answer === 'claimed' && request.step === 'claim') {
        onClaimed(request.attempt, answer.isUncertain === true, stateBefore);
      } else if (
        answer.answer === 'done' &&
        request.step !== 'release' &&
        request.step !== 'settle'
      ) {
        onDone(request, isCopy);
      } else if (answer.answer === 'recorded') {
        isSent = true;
        isOrderOwed = false;
        wasLeftUnanswered = false;
        holder = undefined;
        leftTo = undefined;
        atMailServer = undefined;
      } else if (answer.answer === 'released') {
        wasLeftUnanswered = false;
        leftTo = undefined;
        copies.clear();
      }
      if (answer.answer === 'settled') isOrderOwed = false;
      if (isSent) expect(after.stateAfter).toBe('sent');
      if (wasLeftUnanswered) expect(after.isMarkedAfter).toBe(true);
      // Whatever dies meanwhile.
      expect(after.isOrderHeldAfter).toBe(isOrderOwed);
    },
  };
}
