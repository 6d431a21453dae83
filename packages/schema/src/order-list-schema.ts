import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

/** JSON Schema of the orders in an answer of `orderList.do`, wherever they stand in it. */
export const orderListSchema = {
  type: ['array', 'null'],
  maxItems: 10_000,
  items: {
    type: ['object', 'null'],
    properties: {
      orderNo: { description: 'An entry without one says nothing, and is skipped.' },
      orderStatus: { type: ['integer', 'string', 'null'] },
      createTime: { type: ['string', 'integer', 'null'] },
      orderCreateTimestamp: { type: ['string', 'integer', 'null'] },
    },
  },
} as const satisfies JSONSchema;

/** The orders as the supplier writes them. */
export type SupplierOrderList = FromSchema<typeof orderListSchema>;
