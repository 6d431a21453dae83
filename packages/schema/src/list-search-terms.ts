import type { TicketedOrder } from './ticketed-order-schema.ts';

/** What a traveller reads out on the phone: booking references and ticket numbers, each once. */
export function listSearchTerms({ passengers }: TicketedOrder): string[] {
  return [
    ...new Set(passengers.flatMap(({ ticketNos, airlinePnrs }) => [...airlinePnrs, ...ticketNos])),
  ];
}
