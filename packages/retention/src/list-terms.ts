import type { AgedOrder } from '@ticketpost/ledger';
import { listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';

/** Booking references and ticket numbers by which an order can be found, of all its ticket sets. */
export function listTerms({ confirmations }: Pick<AgedOrder, 'confirmations'>): string[] {
  const orders = confirmations.flatMap(({ held, mailed }) => {
    const content = (mailed ?? {}) as { order?: unknown; previous?: unknown };
    return [held, content.order, content.previous];
  });
  const told = orders.flatMap((order) => {
    const parsed = order === undefined ? undefined : parseTicketedOrder(order);
    return parsed?.kind === 'order' ? listSearchTerms(parsed.order) : [];
  });
  return [...new Set([...told, ...confirmations.flatMap(({ terms = [] }) => terms)])];
}
