import {
  confirmationSteps,
  type ConfirmationStep,
  type StepState,
} from '../../src/confirmation-steps.ts';
import type { GivingUp } from '@ticketpost/ledger';

/** One try of a delivery's job to send the mail of one ticket set. */
export interface Attempt {
  id: number;
  delivery: string;
  ticketSet: string;
}

/** What somebody asks of the ledger. */
export type Request = { ticketSet: string } & (
  | { step: 'claim' | 'renew' | 'mark submitting' | 'record sent'; attempt: Attempt }
  | { step: 'give up'; attempt: Attempt; to: GivingUp; isUncertain: boolean }
  | { step: 'release' }
);

/** A confirmation as the table says that it stands. */
export interface ModelConfirmation {
  state: StepState;
  isMarked: boolean;
  attempts: number;
  claim?: { attempt: Attempt; isAlive: boolean };
}

export interface Answer {
  answer: ConfirmationStep['answer'];
  /** Of a given claim. */
  isUncertain?: boolean;
}

export const untouched: ModelConfirmation = { state: 'none', isMarked: false, attempts: 0 };

/** What the table says of a request: the row that decides, the answer, and what is stored then. */
export function takeStep(
  before: ModelConfirmation,
  request: Request,
): { row: ConfirmationStep; answer: Answer; after: ModelConfirmation } {
  const row = confirmationSteps.find((candidate) => applies(candidate, before, request));
  if (row === undefined) throw new Error(`no row for ${request.step} from ${before.state}`);
  const after: ModelConfirmation = {
    state: nextState(row, before, request),
    isMarked: nextMark(row, before, request),
    attempts: before.attempts + (row.claim === 'given' ? 1 : 0),
  };
  const isHeld = row.claim === 'given' || row.claim === 'renewed';
  if (isHeld && 'attempt' in request) after.claim = { attempt: request.attempt, isAlive: true };
  else if (row.claim === 'unchanged' && before.claim !== undefined) after.claim = before.claim;
  return {
    row,
    answer:
      row.answer === 'claimed'
        ? { answer: 'claimed', isUncertain: after.isMarked }
        : { answer: row.answer },
    after,
  };
}

function applies(
  row: ConfirmationStep,
  { state, isMarked, claim }: ModelConfirmation,
  request: Request,
) {
  if (row.step !== request.step || !row.from.includes(state)) return false;
  if (row.isMarked === true && !isMarked) return false;
  if (row.lease !== undefined && row.lease !== (claim?.isAlive === true ? 'alive' : 'over')) {
    return false;
  }
  if (row.holder === undefined) return true;
  if (!('attempt' in request)) return false;
  const isOwn = claim?.attempt.id === request.attempt.id;
  switch (row.holder) {
    case 'this attempt':
      return isOwn;
    case 'stranger':
      return !isOwn;
    case 'this delivery':
      return !isOwn && claim?.attempt.delivery === request.attempt.delivery;
    case 'another delivery':
      return claim?.attempt.delivery !== request.attempt.delivery;
  }
}

function nextState(
  { to }: ConfirmationStep,
  before: ModelConfirmation,
  request: Request,
): StepState {
  if (to === 'unchanged') return before.state;
  if (to !== 'as said') return to;
  return 'to' in request ? request.to : before.state;
}

function nextMark(
  { mark }: ConfirmationStep,
  before: ModelConfirmation,
  request: Request,
): boolean {
  switch (mark) {
    case 'kept':
      return before.isMarked;
    case 'set':
      return true;
    case 'cleared':
      return false;
    case 'as said':
      return before.isMarked || ('isUncertain' in request && request.isUncertain);
  }
}
