import type { JSONSchema } from 'json-schema-to-ts';

import { itinerarySchema } from './itinerary-schema.ts';

const { segments } = itinerarySchema.properties;
const segment = segments.items;
const place = segment.properties.departure;

/** Stricter than ours: what an agency sends can be mended by its sender, so nothing is guessed. */
const strictPlace = {
  ...place,
  properties: {
    ...place.properties,
    airport: {
      description: 'The airport, by its three-letter IATA code.',
      type: 'string',
      pattern: '^[A-Za-z]{3}$',
      examples: ['CAN'],
    },
    time: {
      description:
        'Local time at this airport, YYYY-MM-DDTHH:MM (a space for the T, and seconds, are taken too). It has no offset and is never converted.',
      type: 'string',
      format: 'airport-local-time',
      examples: ['2026-11-24T08:30'],
    },
  },
} as const;

/** JSON Schema of a journey as an agency tells it: `itinerarySchema` with strict airports and times. */
export const bookingItinerarySchema = {
  ...itinerarySchema,
  properties: {
    ...itinerarySchema.properties,
    segments: {
      ...segments,
      items: {
        ...segment,
        properties: { ...segment.properties, departure: strictPlace, arrival: strictPlace },
      },
    },
  },
} as const satisfies JSONSchema;
