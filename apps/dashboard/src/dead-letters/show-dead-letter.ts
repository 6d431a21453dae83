import type { DeadLetter } from '@ticketpost/queue';
import { maskMailboxes } from '@ticketpost/schema';

/** A dead letter as pages and programs may see it: without its payload, mailboxes masked. */
export interface ShownDeadLetter extends Omit<DeadLetter, 'data'> {
  /** Id of the key that sealed what it carries, when that is not at hand. */
  missingKey?: string;
}

export function showDeadLetter(
  deadLetter: DeadLetter,
  { missingKey }: { missingKey: string | undefined },
): ShownDeadLetter {
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
    ...(missingKey === undefined ? {} : { missingKey }),
  };
}
