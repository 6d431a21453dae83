import { bookingSchema } from '@ticketpost/schema';
import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

/**
 * JSON Schema of what a booking lookup answers. Other fields are ignored; whether an address is one
 * mailbox is judged apart.
 */
export const lookupAnswerSchema = {
  type: 'object',
  required: ['email'],
  properties: {
    email: { type: 'string' },
    name: { type: ['string', 'null'] },
    locale: { type: ['string', 'null'] },
    cc: {
      type: ['array', 'null'],
      maxItems: bookingSchema.properties.cc.maxItems,
      items: { type: 'string' },
    },
  },
} as const satisfies JSONSchema;

export type LookupAnswer = FromSchema<typeof lookupAnswerSchema>;
