import { definedOnly } from './defined-only.ts';
import { findShortfalls, type Shortfall } from './find-shortfalls.ts';
import { limits } from './limits.ts';
import { readItinerary } from './read-itinerary.ts';
import { readPassenger } from './read-passenger.ts';
import { readInteger, readShortText, readText } from './read-scalar.ts';
import type { SupplierAirlineBooking } from './supplier-itinerary-schema.ts';
import type { SupplierOrderBody } from './supplier-order-schema.ts';
import type { SupplierOrder } from './supplier-order.ts';
import { supplierTextRules } from './supplier-text-rules.ts';
import type { TicketedOrder } from './ticketed-order-schema.ts';

const cancelled = -3;
const ticketsIssued = 1;

const { pattern, maxLength } = supplierTextRules.number;
const isNumber = new RegExp(pattern, 'u');

/**
 * Brings a valid answer of the order query into our own form. It is picked together field by
 * field: no document field, no airline-side mailbox and no link with a token has a place in it.
 */
export function readSupplierOrder(body: SupplierOrderBody): SupplierOrder {
  const orderNo = body.orderNo.trim();
  const { orderStatus, ticketStatus } = readStatuses(body, orderNo);
  const order: TicketedOrder = {
    orderNo,
    ...definedOnly({ orderStatus }),
    passengers: readPassengers(body),
  };
  const missing = findMissing(order, ticketStatus);
  const state = missing.length === 0 ? 'ticketed' : 'not_yet';
  const isCancelled = orderStatus === cancelled;
  return {
    state: isCancelled ? 'cancelled' : state,
    missing: isCancelled ? [] : missing,
    order,
    ...definedOnly({
      errorCode: readShortText(body.errorCode, limits.shortText),
      itinerary: readItinerary(body),
      contactEmail: readShortText(body.contact?.email, limits.contactEmail),
    }),
  };
}

/** Where one is null, the entry of this order in `orderList` says it. */
function readStatuses(body: SupplierOrderBody, orderNo: string) {
  const listed = body.orderList?.find(
    (entry) => typeof entry?.orderNo === 'string' && entry.orderNo.trim() === orderNo,
  );
  return {
    orderStatus: readInteger(body.orderStatus) ?? readInteger(listed?.orderStatus),
    ticketStatus: readInteger(body.ticketStatus) ?? readInteger(listed?.ticketStatus),
  };
}

/** An error code has no say: it was seen beside issued tickets. */
function findMissing(order: TicketedOrder, ticketStatus: number | undefined): Shortfall[] {
  const missing = new Set<Shortfall>(findShortfalls(order));
  if (ticketStatus !== ticketsIssued) missing.add('ticket_status');
  const inOrder = ['order_status', 'ticket_status', 'passengers', 'ticket_numbers'] as const;
  return inOrder.filter((shortfall) => missing.has(shortfall));
}

/** The supplier's own `pnrCode` is no airline's reference, and never stands in for one. */
function readPassengers(body: SupplierOrderBody): TicketedOrder['passengers'] {
  const references = readReferences(body.airlineBookings ?? []);
  return (body.paxTicketInfos ?? [])
    .map(readPassenger)
    .map((passenger) =>
      passenger.airlinePnrs.length > 0 ? passenger : { ...passenger, airlinePnrs: references },
    );
}

/** What is no reference is left out: an airline's booking is no reason to send no mail. */
function readReferences(bookings: readonly SupplierAirlineBooking[]): string[] {
  const references = bookings
    .flatMap((booking) => String(booking?.airlinePnr ?? '').split('|'))
    .flatMap((reference) => readText(reference) ?? [])
    .filter((reference) => reference.length <= maxLength && isNumber.test(reference));
  return [...new Set(references)].slice(0, limits.numbersPerPassenger);
}
