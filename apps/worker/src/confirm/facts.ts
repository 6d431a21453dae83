import type { Itinerary, TicketedOrder } from '@ticketpost/schema';

/** What is believed of an order: what the supplier said, or, without credentials, its event. */
export interface Facts {
  order: TicketedOrder;
  itinerary?: Itinerary;
  /** What the supplier has as the contact's address, unchecked. */
  contactEmail?: string;
}
