import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

import { limits } from './limits.ts';
import { orderNoSchema } from './order-no-schema.ts';
import { scalar, supplierItineraryProperties } from './supplier-itinerary-schema.ts';
import { supplierPassengerSchema } from './supplier-passenger-schema.ts';

/** A code; the query writes strings. One that nobody knows is no problem, it means not ticketed. */
const code = { type: ['integer', 'string', 'null'] } as const;

/**
 * JSON Schema of what `queryOrderDetails.do` says of an order. Nothing but the order number is
 * required, and unknown keys are ignored everywhere.
 */
export const supplierOrderSchema = {
  type: 'object',
  required: ['orderNo'],
  properties: {
    orderNo: { ...orderNoSchema, minLength: 1 },
    orderStatus: code,
    ticketStatus: code,
    orderList: {
      description: 'Holds the two statuses by order number where they are null above.',
      type: ['array', 'null'],
      maxItems: 100,
      items: {
        type: ['object', 'null'],
        properties: { orderNo: {}, orderStatus: code, ticketStatus: code },
      },
    },
    errorCode: scalar,
    paxTicketInfos: {
      type: ['array', 'null'],
      maxItems: limits.passengers,
      items: supplierPassengerSchema,
    },
    contact: { type: ['object', 'null'], properties: { email: scalar } },
    ...supplierItineraryProperties,
  },
} as const satisfies JSONSchema;

/** An order as the supplier's query writes it. */
export type SupplierOrderBody = FromSchema<typeof supplierOrderSchema>;
