import { cleanText } from './clean-text.ts';
import type { Passenger, TicketedOrder } from './ticketed-order-schema.ts';

/** A passenger's name, ticket numbers and PNRs. */
export type CanonicalPassenger = readonly [
  name: string,
  ticketNos: string[],
  airlinePnrs: string[],
];

/**
 * Writes the ticket set of an order in its one canonical form, in no particular order: the same
 * whatever the order of keys and numbers, the letter case and spacing, and repeated numbers. The
 * ticket set id is made of it, so this form is frozen.
 */
export function canonicalTicketSet(order: TicketedOrder): CanonicalPassenger[] {
  return order.passengers.map(canonicalPassenger);
}

function canonicalPassenger({ name, ticketNos, airlinePnrs }: Passenger): CanonicalPassenger {
  return [foldCase(cleanText(name)), canonicalNumbers(ticketNos), canonicalNumbers(airlinePnrs)];
}

function canonicalNumbers(numbers: readonly string[]): string[] {
  const canonical = numbers.map((number) => cleanText(number).toUpperCase());
  return [...new Set(canonical)].filter((number) => number !== '').sort();
}

/** Both ways, because some letters have one upper-case form and two lower-case ones, or none. */
function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC');
}
