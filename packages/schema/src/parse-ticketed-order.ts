import { compiler } from './compiler.ts';
import { toProblems, type Problem } from './problem.ts';
import { ticketedOrderSchema, type TicketedOrder } from './ticketed-order-schema.ts';

const isTicketedOrder = compiler.compile<TicketedOrder>(ticketedOrderSchema);

/**
 * Validates a ticketed order in our own form, as it comes out of an `order.ticketed` job. Nothing
 * is converted or filled in: what `readSupplierEvent` made passes, anything else is `invalid` with
 * every problem.
 */
export function parseTicketedOrder(
  payload: unknown,
): { kind: 'order'; order: TicketedOrder } | { kind: 'invalid'; problems: Problem[] } {
  return isTicketedOrder(payload)
    ? { kind: 'order', order: payload }
    : { kind: 'invalid', problems: toProblems(isTicketedOrder.errors ?? []) };
}
