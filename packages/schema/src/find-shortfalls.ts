import type { TicketedOrder } from './ticketed-order-schema.ts';

/**
 * What an order lacks before its confirmation can be mailed. `ticket_status` is known from the
 * supplier's order query only, never from an event.
 */
export type Shortfall = 'order_status' | 'ticket_status' | 'passengers' | 'ticket_numbers';

/** The supplier's `orderStatus` of an order whose tickets are issued. */
const ticketed = 2;

/**
 * Tells what keeps an order from being complete: a status other than ticketed, no passengers, or
 * a passenger without a ticket number. Passengers may share one number. Empty when complete.
 */
export function findShortfalls(order: TicketedOrder): Shortfall[] {
  const shortfalls: Shortfall[] = [];
  if (order.orderStatus !== ticketed) shortfalls.push('order_status');
  if (order.passengers.length === 0) shortfalls.push('passengers');
  if (!order.passengers.every(({ ticketNos }) => ticketNos.some((no) => no.trim() !== ''))) {
    shortfalls.push('ticket_numbers');
  }
  return shortfalls;
}
