import type { OrderRecord } from '@ticketpost/ledger';

/** What the timeline says of the last failure. */
export interface LastWord {
  attempt?: number;
  reason?: string;
  /** As it was given. */
  answer?: string;
}

/** The last failure on an order's timeline, of one delivery, if asked. */
export function readLastWord({ timeline }: OrderRecord, deliveryId?: string): LastWord {
  const entry = timeline.findLast(
    (one) =>
      one.reason !== undefined && (deliveryId === undefined || one.deliveryId === deliveryId),
  );
  const { attempt, reason, sealed } = entry ?? {};
  return {
    ...(attempt === undefined ? {} : { attempt }),
    ...(reason === undefined ? {} : { reason }),
    ...(sealed?.answer === undefined ? {} : { answer: sealed.answer }),
  };
}
