import type { Itinerary, TicketedOrder } from '@ticketpost/schema';

/** What the mail says of one order. */
export interface OrderContent {
  order: TicketedOrder;
  /** The flights, as the supplier or the agency tells them. Without it the mail is shorter. */
  itinerary?: Itinerary;
  /** The order as it was mailed before: makes the mail an updated confirmation that says what changed. */
  previous?: TicketedOrder;
  /** How many mails about this order went out before, 0 for the first. Counts calendar entries' versions. */
  revision?: number;
  /** The agency's own number of the booking. */
  agencyReference?: string;
}
