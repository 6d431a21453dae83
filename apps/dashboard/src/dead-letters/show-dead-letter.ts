import type { DeadLetter } from '@ticketpost/queue';
import { maskMailboxes } from '@ticketpost/schema';

/** A dead letter as pages and programs may see it: without its payload, mailboxes masked. */
export type ShownDeadLetter = Omit<DeadLetter, 'data'>;

export function showDeadLetter(deadLetter: DeadLetter): ShownDeadLetter {
  const { deliveryId, type, orderNo, receivedAt, failedAt, attempts, reasonCode, reason } =
    deadLetter;
  return {
    deliveryId,
    type,
    ...(orderNo === undefined ? {} : { orderNo }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(failedAt === undefined ? {} : { failedAt }),
    attempts,
    reasonCode,
    reason: maskMailboxes(reason),
  };
}
