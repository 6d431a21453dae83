import { createHash } from 'node:crypto';

import { cleanText } from './clean-text.ts';
import type { Passenger, TicketedOrder } from './ticketed-order-schema.ts';

/**
 * Computes the ticket set id: SHA-256, in lower-case hex, of the order number and of each
 * passenger's name, ticket numbers and PNRs. It is the same whatever the order of keys,
 * passengers and numbers, the letter case and spacing, and repeated numbers; status, passenger
 * types and ancillaries have no part in it. A changed id means a second mail to the traveller, so
 * this form is frozen.
 */
export function computeTicketSetId(order: TicketedOrder): string {
  const passengers = order.passengers.map(canonicalPassenger).sort();
  // JSON keeps the parts apart, and keeps apart what UTF-8 would make equal (lone surrogates).
  const canonical = JSON.stringify([order.orderNo, passengers]);
  return createHash('sha256').update(canonical).digest('hex');
}

function canonicalPassenger({ name, ticketNos, airlinePnrs }: Passenger): string {
  return JSON.stringify([
    foldCase(cleanText(name)),
    canonicalNumbers(ticketNos),
    canonicalNumbers(airlinePnrs),
  ]);
}

function canonicalNumbers(numbers: readonly string[]): string[] {
  const canonical = numbers.map((number) => cleanText(number).toUpperCase());
  return [...new Set(canonical)].filter((number) => number !== '').sort();
}

/** Both ways, because some letters have one upper-case form and two lower-case ones, or none. */
function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC');
}
