import { createHash } from 'node:crypto';

import { canonicalTicketSet } from './canonical-ticket-set.ts';
import type { TicketedOrder } from './ticketed-order-schema.ts';

/**
 * Computes the ticket set id: SHA-256, in lower-case hex, of the order number and of each
 * passenger's name, ticket numbers and PNRs. It is the same whatever the order of keys,
 * passengers and numbers, the letter case and spacing, and repeated numbers; status, passenger
 * types and ancillaries have no part in it. A changed id means a second mail to the traveller, so
 * this form is frozen.
 */
export function computeTicketSetId(order: TicketedOrder): string {
  // JSON keeps the parts apart, and keeps apart what UTF-8 would make equal (lone surrogates).
  const passengers = canonicalTicketSet(order)
    .map((passenger) => JSON.stringify(passenger))
    .sort();
  const canonical = JSON.stringify([order.orderNo, passengers]);
  return createHash('sha256').update(canonical).digest('hex');
}
