import type { ConfirmationStep, StepState } from '../../src/confirmation-step.ts';
import { confirmationSteps } from '../../src/confirmation-steps.ts';
import type { GivingUp } from '@ticketpost/ledger';

/** One try of a delivery's job to send the mail of one ticket set. */
export interface Attempt {
  id: number;
  delivery: string;
  ticketSet: string;
}

/** How an attempt ends without a sent mail. */
export interface Ending {
  to: GivingUp;
  isUncertain: boolean;
  /** The order is handed over with it; known again by the attempt's id. */
  isOrderHeld: boolean;
  /** Other deliveries are kept away, for `unconfirmed`. */
  isLeft: boolean;
}

/** What somebody asks of the ledger about a confirmation. */
export type Request = { ticketSet: string } & (
  | { step: 'claim' | 'renew' | 'mark submitting' | 'record sent'; attempt: Attempt }
  | ({ step: 'give up'; attempt: Attempt; seenBooking: string | null } & Ending)
  | { step: 'release' }
  | { step: 'settle' }
);

/** A confirmation as the table says that it stands. */
export interface ModelConfirmation {
  state: StepState;
  isMarked: boolean;
  attempts: number;
  asked: number;
  claim?: { attempt: Attempt; isAlive: boolean; isLeft?: true };
  /** The attempt whose order is held. */
  held?: number;
  /** The attempt whose order was mailed. */
  mailed?: number;
}

/** What else of the order decides. */
export interface Surroundings {
  /** Version of the booking. */
  booking: string | null;
  /** The attempt whose order was mailed for the ticket set that was sent last. */
  previous: number | undefined;
  /** How many of the order's ticket sets were sent. */
  mails: number;
}

export interface Answer {
  answer: ConfirmationStep['answer'];
  /** Of a given claim, as are the next three. */
  isUncertain?: boolean;
  asked?: number;
  previous?: number | undefined;
  mailsBefore?: number;
}

export const untouched: ModelConfirmation = {
  state: 'none',
  isMarked: false,
  attempts: 0,
  asked: 0,
};

/** What the table says of a request: the row that decides, the answer, and what is stored then. */
export function takeStep(
  before: ModelConfirmation,
  request: Request,
  around: Surroundings,
): { row: ConfirmationStep; answer: Answer; after: ModelConfirmation } {
  const row = confirmationSteps.find((candidate) => applies(candidate, before, request, around));
  if (row === undefined) throw new Error(`no row for ${request.step} from ${before.state}`);
  const after: ModelConfirmation = {
    state: nextState(row, before, request),
    isMarked: nextMark(row, before, request),
    attempts: before.attempts + (row.claim === 'given' ? 1 : 0),
    asked: nextAsked(row, before, request),
    ...nextClaim(row, before, request),
    ...nextHeld(row, before, request),
    ...(before.mailed === undefined ? {} : { mailed: before.mailed }),
  };
  if (request.step === 'record sent') after.mailed = request.attempt.id;
  const { isMarked: isUncertain, asked } = after;
  return {
    row,
    answer:
      row.answer === 'claimed'
        ? {
            answer: 'claimed',
            isUncertain,
            asked,
            previous: around.previous,
            mailsBefore: around.mails,
          }
        : { answer: row.answer },
    after,
  };
}

function applies(
  row: ConfirmationStep,
  { state, isMarked, claim, held }: ModelConfirmation,
  request: Request,
  { booking }: Surroundings,
) {
  if (row.step !== request.step || !row.from.includes(state)) return false;
  if (row.isMarked === true && !isMarked) return false;
  if (row.isHolding === true && held === undefined) return false;
  if (row.lease !== undefined && row.lease !== (claim?.isAlive === true ? 'alive' : 'over')) {
    return false;
  }
  if (request.step === 'give up') {
    const isByName = row.to !== 'as said' && row.to !== 'unchanged';
    if (isByName && row.to !== request.to) return false;
    const isChanged = request.to === 'no_recipient' && request.seenBooking !== booking;
    if (row.isBookingChanged === true && !isChanged) return false;
  }
  if (row.holder === undefined) return true;
  if (!('attempt' in request)) return false;
  const isOwn = claim?.attempt.id === request.attempt.id && claim.isLeft !== true;
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

function nextAsked(
  { claim }: ConfirmationStep,
  { asked }: ModelConfirmation,
  request: Request,
): number {
  if (claim === 'left') return asked + 1;
  const isDeferred = request.step === 'give up' && request.to === 'deferred';
  return claim === 'ended' && !isDeferred ? 0 : asked;
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

function nextClaim(
  row: ConfirmationStep,
  { claim }: ModelConfirmation,
  request: Request,
): Pick<ModelConfirmation, 'claim'> {
  switch (row.claim) {
    case 'given':
    case 'renewed':
      return 'attempt' in request ? { claim: { attempt: request.attempt, isAlive: true } } : {};
    case 'left':
      return request.step === 'give up'
        ? { claim: { attempt: request.attempt, isAlive: request.isLeft, isLeft: true } }
        : {};
    case 'unchanged':
      return claim === undefined ? {} : { claim };
    case 'ended':
      return {};
  }
}

function nextHeld(
  row: ConfirmationStep,
  { held }: ModelConfirmation,
  request: Request,
): Pick<ModelConfirmation, 'held'> {
  if (row.held === 'dropped') return {};
  if (row.held === 'as said' && request.step === 'give up' && request.isOrderHeld) {
    return { held: request.attempt.id };
  }
  return held === undefined ? {} : { held };
}
