import { createHmac } from 'node:crypto';

import { canonicalTicketSet } from './canonical-ticket-set.ts';
import type { TicketedOrder } from './ticketed-order-schema.ts';

/**
 * Computes the ticket set id: HMAC-SHA256 (RFC 2104), in lower-case hex, of the order number and of
 * each passenger's name, ticket numbers and PNRs. It is the same whatever the order of keys,
 * passengers and numbers, the letter case and spacing, and repeated numbers; status, passenger
 * types and ancillaries have no part in it. A changed id means a second mail to the traveller, so
 * this form is frozen, and the key never changes. It is keyed since names and PNRs are few enough to
 * be guessed.
 */
export function computeTicketSetId(order: TicketedOrder, key: Uint8Array): string {
  // JSON keeps the parts apart, and keeps apart what UTF-8 would make equal (lone surrogates).
  const passengers = canonicalTicketSet(order)
    .map((passenger) => JSON.stringify(passenger))
    .sort();
  const canonical = JSON.stringify([order.orderNo, passengers]);
  return createHmac('sha256', key).update(canonical).digest('hex');
}
