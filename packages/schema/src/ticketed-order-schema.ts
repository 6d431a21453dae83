import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

import { limits } from './limits.ts';
import { orderNoSchema } from './order-no-schema.ts';

const numbers = {
  type: 'array',
  maxItems: limits.numbersPerPassenger,
  items: { type: 'string', minLength: 1, maxLength: limits.ticketNo },
} as const;

const shortText = { type: 'string', minLength: 1, maxLength: limits.shortText } as const;

/**
 * JSON Schema of a ticketed order in our own form: what is sealed into an `order.ticketed` job.
 * It is closed, so nothing but what is listed here can travel through the queue; workers are
 * therefore updated before the ingest that begins to send a new key.
 */
export const ticketedOrderSchema = {
  type: 'object',
  required: ['orderNo', 'passengers'],
  additionalProperties: false,
  properties: {
    orderNo: { ...orderNoSchema, minLength: 1 },
    orderStatus: { type: 'integer' },
    passengers: {
      type: 'array',
      maxItems: limits.passengers,
      items: {
        type: 'object',
        required: ['name', 'ticketNos', 'airlinePnrs', 'ancillaries'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', maxLength: limits.name },
          passengerType: { enum: ['adult', 'child', 'infant'] },
          ticketNos: numbers,
          airlinePnrs: numbers,
          ancillaries: {
            type: 'array',
            maxItems: limits.ancillariesPerPassenger,
            items: {
              type: 'object',
              required: ['productCode'],
              additionalProperties: false,
              properties: {
                productCode: { type: 'string', maxLength: limits.productCode },
                segmentIndex: { type: 'integer' },
                seat: {
                  type: 'object',
                  additionalProperties: false,
                  properties: { row: shortText, column: shortText },
                },
                baggage: {
                  type: 'object',
                  additionalProperties: false,
                  properties: {
                    piece: { type: 'number' },
                    weight: { type: 'number' },
                    isAllWeight: { type: 'boolean' },
                    size: shortText,
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const satisfies JSONSchema;

/**
 * An order in our own form. `orderStatus` is the supplier's: 0 unpaid, 1 being ticketed,
 * 2 ticketed, -3 cancelled. `passengers` is empty when the event was only a hint.
 */
export type TicketedOrder = FromSchema<typeof ticketedOrderSchema>;

/**
 * One passenger. `name` is as the supplier wrote it, `LAST/FIRST MIDDLE` in any letter case, with
 * its spaces tidied; empty when none was given. `ticketNos` and `airlinePnrs` keep the supplier's
 * order and may be equal.
 */
export type Passenger = TicketedOrder['passengers'][number];

/**
 * One unit of one extra on one segment. `productCode` is display text, empty when none was given.
 * For a bag, `weight` 0 and `piece` 0 mean without limit.
 */
export type Ancillary = Passenger['ancillaries'][number];
