import type { OrderRecord } from '@ticketpost/ledger';
import { createAnswerMask } from './create-answer-mask.ts';
import type { KnownOfOrder } from './list-personal.ts';

/** The record of an order with nothing personal in what the mail server said about it. */
export function maskAnswers(record: OrderRecord, known: Omit<KnownOfOrder, 'record'>): OrderRecord {
  const mask = createAnswerMask({ ...known, record });
  return {
    ...record,
    confirmations: record.confirmations.map((one) =>
      one.lastAnswer === undefined ? one : { ...one, lastAnswer: mask(one.lastAnswer) },
    ),
    timeline: record.timeline.map((entry) =>
      entry.sealed?.answer === undefined
        ? entry
        : { ...entry, sealed: { ...entry.sealed, answer: mask(entry.sealed.answer) } },
    ),
  };
}
