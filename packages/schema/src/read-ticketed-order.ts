import type { OrderTicketedBody } from './order-ticketed-schema.ts';
import { readPassenger } from './read-passenger.ts';
import { readNumber } from './read-scalar.ts';
import type { TicketedOrder } from './ticketed-order-schema.ts';

/**
 * Brings a valid body of either nesting into our own form, in which no document field has a place.
 * Each field is taken from `data`, and from `data.ticketNotification` where `data` has none.
 */
export function readTicketedOrder({ data }: OrderTicketedBody, orderNo: string): TicketedOrder {
  const nested = data.ticketNotification ?? {};
  const orderStatus = readNumber(data.orderStatus) ?? readNumber(nested.orderStatus);
  const passengers = data.paxTicketInfos ?? nested.paxTicketInfos ?? [];
  return {
    orderNo,
    ...(orderStatus !== undefined && { orderStatus }),
    passengers: passengers.map(readPassenger),
  };
}
