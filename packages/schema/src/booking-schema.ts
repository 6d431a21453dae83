import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

import { bookingItinerarySchema } from './booking-itinerary-schema.ts';
import { orderNoSchema } from './order-no-schema.ts';

const mailbox = { type: 'string', minLength: 3, maxLength: 254, format: 'mailbox' } as const;

/** JSON Schema of what an agency tells us about one of its orders; the body of `PUT /bookings/…`. */
export const bookingSchema = {
  type: 'object',
  required: ['email', 'name', 'locale'],
  additionalProperties: false,
  properties: {
    email: { ...mailbox, description: "The traveller's mailbox: one address, without a name." },
    name: {
      description: 'The traveller, as one speaks the name.',
      type: 'string',
      minLength: 1,
      maxLength: 200,
    },
    locale: {
      description: 'The language to write in, a BCP 47 tag.',
      type: 'string',
      minLength: 2,
      maxLength: 35,
      format: 'language-tag',
      examples: ['en-GB'],
    },
    cc: {
      description: 'Mailboxes that get an open copy.',
      type: 'array',
      maxItems: 5,
      items: mailbox,
    },
    agencyReference: {
      description: "The agency's own number of the booking.",
      type: 'string',
      minLength: 1,
      maxLength: 100,
    },
    itinerary: bookingItinerarySchema,
    expectTicketBy: {
      description:
        'When the ticket is to be issued at the latest, RFC 3339 with an offset. Past it, the supplier is asked or the missing event reported.',
      type: 'string',
      format: 'date-time',
      examples: ['2026-11-24T18:00:00Z'],
    },
    trip: {
      description:
        'Orders of one trip, this one among them, that are confirmed in one mail when their tickets are issued about the same time. The same list stands in the booking of each.',
      type: 'array',
      minItems: 2,
      maxItems: 6,
      uniqueItems: true,
      items: { ...orderNoSchema, minLength: 1 },
    },
  },
} as const satisfies JSONSchema;

/** What an agency told us about one of its orders. */
export type Booking = FromSchema<typeof bookingSchema>;
