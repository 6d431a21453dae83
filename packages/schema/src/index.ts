export { computeTicketSetId } from './compute-ticket-set-id.ts';
export { eventTypes } from './event-types.ts';
export { findShortfalls, type Shortfall } from './find-shortfalls.ts';
export type { JsonObject } from './json-object.ts';
export { orderTicketedSchema } from './order-ticketed-schema.ts';
export { parseTicketedOrder } from './parse-ticketed-order.ts';
export type { Problem } from './problem.ts';
export { readSupplierEvent, type SupplierEvent } from './read-supplier-event.ts';
export type { Ancillary, Passenger, TicketedOrder } from './ticketed-order-schema.ts';
