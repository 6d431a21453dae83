import type { FromSchema } from 'json-schema-to-ts';

import { integerPattern } from './integer-pattern.ts';
import { limits } from './limits.ts';
import { orderNoSchema } from './order-no-schema.ts';
import { supplierPassengerSchema } from './supplier-passenger-schema.ts';

const orderFields = {
  orderNo: {
    description:
      'The number of the order at the supplier. Opaque: used as it comes, without spaces around it. Those of the sandbox begin with TEST.',
    ...orderNoSchema,
    type: ['string', 'null'],
    examples: ['TESTL20230922153224323'],
  },
  orderStatus: {
    description:
      'State of the order: 0 unpaid, 1 being ticketed, 2 ticketed, -3 cancelled. An integer, in older deliveries a string.',
    type: ['integer', 'string', 'null'],
    pattern: integerPattern,
    examples: [2],
  },
  paxTicketInfos: {
    description: 'The passengers with their tickets. Missing or null means none yet.',
    type: ['array', 'null'],
    maxItems: limits.passengers,
    items: supplierPassengerSchema,
  },
} as const;

/** Holds for an object whose `orderNo` is neither missing nor null nor blank. */
const hasOrderNo = {
  required: ['orderNo'],
  properties: { orderNo: { not: { type: ['string', 'null'], pattern: '^\\s*$' } } },
} as const;

/**
 * JSON Schema (draft 2020-12) of the supplier's `order.ticketed` webhook: the supplier's document
 * and, where live deliveries disagree with it, those too. Published as
 * `order-ticketed.schema.json`, and what `readSupplierEvent` validates with.
 */
export const orderTicketedSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:ticketpost:order-ticketed',
  title: 'order.ticketed',
  description:
    "The supplier's notice that tickets of an order were issued. Apart from type and an order number nothing is required, and unknown keys are ignored everywhere.",
  type: 'object',
  required: ['type', 'data'],
  properties: {
    type: {
      description: 'Names the event: order.ticketed, in any letter case.',
      type: 'string',
      pattern: '^\\s*[Oo][Rr][Dd][Ee][Rr]\\.[Tt][Ii][Cc][Kk][Ee][Tt][Ee][Dd]\\s*$',
      examples: ['order.ticketed'],
    },
    cid: {
      description:
        'The API client the order was made with. It identifies and proves nothing. May be missing.',
      examples: ['XXXXXXX'],
    },
    status: {
      description:
        "The supplier's internal mark. It means nothing to a receiver: successful events carry -1. May be missing.",
      examples: [-1],
    },
    data: {
      description: 'The order itself, or, in older deliveries, an object around it.',
      type: 'object',
      $ref: '#/$defs/order',
      properties: {
        ticketNotification: {
          description:
            'The order, where older deliveries put it. What data itself holds goes first.',
          type: ['object', 'null'],
          $ref: '#/$defs/order',
        },
      },
      anyOf: [
        hasOrderNo,
        {
          required: ['ticketNotification'],
          properties: { ticketNotification: { type: 'object', ...hasOrderNo } },
        },
      ],
    },
  },
  $defs: {
    order: {
      description: 'What is known of an order. An order number alone is a hint worth confirming.',
      properties: orderFields,
    },
  },
} as const;

/** An order as the supplier writes it. */
type SupplierOrder = FromSchema<{ type: 'object'; properties: typeof orderFields }>;

/** A body that `orderTicketedSchema` accepts. */
export interface OrderTicketedBody {
  type: string;
  cid?: unknown;
  data: SupplierOrder & { ticketNotification?: SupplierOrder | null };
}
