import type { ClaimOutcome, PutBookingOutcome } from '@ticketpost/ledger';
import { readClaimReply, type ClaimReply } from '../../src/read-claim-reply.ts';
import { mirrorSealer } from '../mirror-sealer.ts';
import type { BookingAnswer } from './put-booking.ts';
import type { Answer, Request } from './take-step.ts';

/** The order of an attempt, as it is held and mailed. */
export interface ModelOrder {
  attempt: number;
}

export function answerOfClaim(outcome: ClaimOutcome): Answer {
  switch (outcome.kind) {
    case 'claimed': {
      const { isUncertain, asked, previous, mailsBefore } = outcome as typeof outcome & {
        previous?: ModelOrder;
      };
      return { answer: 'claimed', isUncertain, asked, previous: previous?.attempt, mailsBefore };
    }
    case 'duplicate':
      if (outcome.because === 'erased') throw new Error('no story erases its order');
      return { answer: outcome.because };
    case 'waiting':
      return { answer: 'waiting' };
  }
}

export function answerOfPut(outcome: PutBookingOutcome): BookingAnswer {
  if (outcome.kind === 'erased') throw new Error('no story erases its order');
  if (outcome.kind === 'precondition_failed') return { answer: outcome.kind };
  const { isNew, waiting } = outcome;
  return { answer: 'stored', isNew, waiting };
}

/** The reply of a script to a step of a confirmation, as the ledger would have passed it on. */
export function readReply(orderNo: string, { step, ticketSet }: Request, reply: unknown): Answer {
  switch (step) {
    case 'claim': {
      const claim = { orderNo, ticketSetId: ticketSet, token: '' };
      return answerOfClaim(readClaimReply(mirrorSealer, claim, reply as ClaimReply));
    }
    case 'record sent':
      return { answer: 'recorded' };
    case 'settle':
      return { answer: reply === 1 ? 'settled' : 'not_given_up' };
    case 'release':
      return { answer: reply === 1 ? 'released' : 'not_uncertain' };
    case 'renew':
    case 'mark submitting':
    case 'give up':
      return { answer: reply as Answer['answer'] };
  }
}

/** The reply of a script to a change of the booking, likewise. */
export function readBookingReply(reply: unknown): BookingAnswer {
  const [isStored, isNew, waiting] = reply as [number, number, number];
  return isStored === 1
    ? { answer: 'stored', isNew: isNew === 1, waiting }
    : { answer: 'precondition_failed' };
}
