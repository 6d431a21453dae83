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
}

/**
 * Watches the promises about one ticket set, from the ledger's answers alone: it knows neither the
 * table nor the scripts.
 */
export function createPromises() {
  let holder: { attemptId: number; isAlive: boolean } | undefined;
  /** The attempt that was told to go on to the mail server and has not come back. */
  let atMailServer: number | undefined;
  let wasLeftUnanswered = false;
  let isSent = false;
  /** Attempts of which a copy may be out, unless a person has decided since. */
  const copies = new Set<number>();
  const toldUncertain = new Map<number, boolean>();

  const onClaimed = (attemptId: number, isUncertain: boolean, stateBefore: string) => {
    expect(['sent', 'uncertain']).not.toContain(stateBefore);
    if (holder?.attemptId === attemptId) return;
    // At most one live claim, and so never two deliveries with one.
    expect(holder?.isAlive ?? false).toBe(false);
    holder = { attemptId, isAlive: true };
    toldUncertain.set(attemptId, isUncertain);
    if (atMailServer !== undefined) wasLeftUnanswered = true;
    atMailServer = undefined;
  };

  const onDone = (request: Exclude<Request, { step: 'release' }>, isCopy: boolean) => {
    const { id } = request.attempt;
    expect(holder?.attemptId).toBe(id);
    if (request.step === 'give up') {
      holder = undefined;
      atMailServer = undefined;
      if (request.isUncertain) wasLeftUnanswered = true;
      else copies.delete(id);
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
    },
    observe({ request, answer, isCopy, stateBefore, stateAfter, isMarkedAfter }: Observation) {
      if (isSent && request.step === 'claim') expect(answer).toEqual({ answer: 'sent' });
      if (isSent) expect(answer.answer).not.toBe('done');
      if (answer.answer === 'claimed' && request.step === 'claim') {
        onClaimed(request.attempt.id, answer.isUncertain === true, stateBefore);
      } else if (answer.answer === 'done' && request.step !== 'release') {
        onDone(request, isCopy);
      } else if (answer.answer === 'recorded') {
        isSent = true;
        wasLeftUnanswered = false;
        holder = undefined;
        atMailServer = undefined;
      } else if (answer.answer === 'released') {
        wasLeftUnanswered = false;
        copies.clear();
      }
      if (isSent) expect(stateAfter).toBe('sent');
      if (wasLeftUnanswered) expect(isMarkedAfter).toBe(true);
    },
  };
}
