import type { Shortfall } from './find-shortfalls.ts';
import type { Itinerary } from './itinerary-schema.ts';
import type { TicketedOrder } from './ticketed-order-schema.ts';

/** What the supplier's order query says of an order, in our own form. */
export interface SupplierOrder {
  /**
   * `ticketed`: status, ticket status and a ticket number for every passenger say so. `not_yet`: not
   * so far, whatever the status is called. `cancelled`: no ticket is to be expected.
   */
  state: 'ticketed' | 'not_yet' | 'cancelled';
  /** What is missing, for `not_yet`. */
  missing: readonly Shortfall[];
  /** The supplier's code of a failed order; it may stand beside issued tickets. */
  errorCode?: string;
  /** Order number and passengers, like that of an event. */
  order: TicketedOrder;
  /** Absent when the supplier gives no flights. */
  itinerary?: Itinerary;
  /** What stands in `contact.email`: may be the agency's own address, and is not checked here. */
  contactEmail?: string;
}

/** One order of the supplier's list. */
export interface ListedOrder {
  orderNo: string;
  /** The supplier's own number: 2 is ticketed. */
  orderStatus?: number;
  /** RFC 3339 in UTC, where the list says so in a form that is known. */
  createdAt?: string;
}
