import type { QuarantineLine } from '@ticketpost/queue';

/** A quarantined delivery as lists may show it: without its body. */
export interface ShownQuarantineItem {
  deliveryId: string;
  /** `unreadable`: its job is of no form that this version knows. */
  reason: string;
  receivedAt?: string;
  problems: readonly { pointer: string; message: string }[];
}

export function showQuarantineItem(item: QuarantineLine): ShownQuarantineItem {
  const { deliveryId } = item;
  if (item.kind === 'unreadable') {
    const { keptAt } = item;
    const received = keptAt === undefined ? {} : { receivedAt: keptAt };
    return { deliveryId, reason: 'unreadable', ...received, problems: [] };
  }
  const { reason, receivedAt, problems } = item.delivery;
  return { deliveryId, reason, receivedAt, problems };
}
