import type { Confirmation, Ledger } from '@ticketpost/ledger';
import type { DeadLetters } from '@ticketpost/queue';
import { listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';
import type { OrderDecision } from './order-decision.ts';
import { findDeadDeliveries } from './read-order.ts';

export type EraseOutcome =
  | { kind: 'erased' }
  | { kind: 'not_found' }
  /** A worker is at it just now, so nothing was changed. */
  | { kind: 'busy' };

export interface EraseOrderOptions {
  ledger: Pick<Ledger, 'read' | 'eraseOrder'>;
  deadLetters: Pick<DeadLetters, 'discard'>;
  now: () => number;
}

/**
 * Makes what forgets an order: its record but for a tombstone that keeps it from being mailed again, its
 * dead letters, and by what it could be found.
 */
export function createEraseOrder({ ledger, deadLetters, now }: EraseOrderOptions) {
  return async function eraseOrder(
    orderNo: string,
    { by, why }: OrderDecision,
  ): Promise<EraseOutcome> {
    const record = await ledger.read(orderNo);
    if (record === undefined) return { kind: 'not_found' };
    const terms = record.confirmations.flatMap(termsOf);
    const entry = {
      event: 'erased',
      at: new Date(now()).toISOString(),
      by,
      sealed: { why },
    } as const;
    const answer = await ledger.eraseOrder(orderNo, terms, entry);
    if (answer === 'none') return { kind: 'not_found' };
    if (answer === 'busy') return { kind: 'busy' };
    for (const deliveryId of findDeadDeliveries(record.timeline)) {
      await deadLetters.discard(deliveryId);
    }
    return { kind: 'erased' };
  };
}

function termsOf({ held, mailed }: Confirmation): string[] {
  const orders = [held, (mailed as { order?: unknown } | undefined)?.order];
  return orders.flatMap((order) => {
    const parsed = parseTicketedOrder(order);
    return parsed.kind === 'order' ? listSearchTerms(parsed.order) : [];
  });
}
