import { createAnswerMask } from '../personal/create-answer-mask.ts';
import type { KnownOfOrder } from '../personal/list-personal.ts';

const hidden = '•••';

/** What `AnswerMask` leaves of a mailbox tells its domain. */
const maskedWord = /[^\s<>()[\]",;:]*•••[^\s<>()[\]",;:]*/g;

/** A telephone number, a ticket number, or a number of a document. */
const longNumber = /\+?\d(?:[\s().-]{0,2}\d){5,}/g;

/**
 * Makes what hides in a person's own words what is personal of an order: what is known of it, every
 * mailbox and every long number; the order's own number stays.
 */
export function createWhyMask(orderNo: string, known: KnownOfOrder): (why: string) => string {
  const mask = createAnswerMask(known);
  return (why) =>
    why
      .split(orderNo)
      .map((part) => mask(part.replaceAll(longNumber, hidden)).replaceAll(maskedWord, hidden))
      .join(orderNo);
}
