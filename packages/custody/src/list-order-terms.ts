import type { OrderRecord } from '@ticketpost/ledger';
import { listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';

/** By what an order may be found, as far as its record tells: deliveries, booking references, tickets. */
export function listRecordTerms({ confirmations, timeline }: OrderRecord): string[] {
  const orders = confirmations.flatMap(({ held, mailed }) => [
    held,
    (mailed as { order?: unknown } | undefined)?.order,
  ]);
  return [
    ...timeline.flatMap(({ deliveryId }) => deliveryId ?? []),
    ...confirmations.flatMap(({ terms }) => terms ?? []),
    ...orders.flatMap(listTerms),
  ];
}

/** The booking references and ticket numbers of an order as it is stored; none of anything else. */
export function listTerms(order: unknown): string[] {
  if (order === undefined) return [];
  const parsed = parseTicketedOrder(order);
  return parsed.kind === 'order' ? listSearchTerms(parsed.order) : [];
}
