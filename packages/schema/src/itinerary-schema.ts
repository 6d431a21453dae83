import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

const shortText = { type: 'string', minLength: 1, maxLength: 100 } as const;

const place = {
  type: 'object',
  required: ['airport'],
  additionalProperties: false,
  properties: {
    airport: {
      description: 'The airport, by its three-letter IATA code.',
      type: 'string',
      minLength: 1,
      maxLength: 40,
      examples: ['CAN'],
    },
    time: {
      description:
        'Local time at this airport, YYYY-MM-DDTHH:MM. It has no offset and is never converted. What cannot be read so is kept as it was given.',
      type: 'string',
      minLength: 1,
      maxLength: 40,
      examples: ['2026-11-24T08:30'],
    },
    terminal: shortText,
  },
} as const;

/** JSON Schema of a journey in our own form, closed like that of a ticketed order. */
export const itinerarySchema = {
  type: 'object',
  required: ['segments'],
  additionalProperties: false,
  properties: {
    segments: {
      description: 'The flights in the order of travel.',
      type: 'array',
      minItems: 1,
      maxItems: 40,
      items: {
        type: 'object',
        required: ['departure', 'arrival'],
        additionalProperties: false,
        properties: {
          direction: { enum: ['outbound', 'return'] },
          index: {
            description: 'The number by which extras name their flight.',
            type: 'integer',
          },
          carrier: { ...shortText, description: 'The marketing airline, by its IATA code.' },
          flightNumber: {
            ...shortText,
            description: 'With the carrier in front.',
            examples: ['U28405'],
          },
          operatingCarrier: shortText,
          departure: place,
          arrival: place,
          durationMinutes: { type: 'integer', minimum: 0, maximum: 100_000 },
          cabinClass: shortText,
          fareFamily: shortText,
          includedBaggage: {
            description:
              'The checked bags that the fare includes. An entry without a type of passenger holds for everybody.',
            type: 'array',
            maxItems: 20,
            items: {
              type: 'object',
              required: ['allowance'],
              additionalProperties: false,
              properties: {
                passengerType: { enum: ['adult', 'child', 'infant'] },
                allowance: {
                  description: 'The weight: none at all, so much, or without a limit.',
                  enum: ['none', 'limited', 'unlimited'],
                },
                pieces: { type: 'integer', minimum: 1, maximum: 100 },
                weightKg: { type: 'number', exclusiveMinimum: 0, maximum: 10_000 },
              },
            },
          },
        },
      },
    },
    airlines: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['code'],
        additionalProperties: false,
        properties: {
          code: { ...shortText, description: 'The IATA code.' },
          name: shortText,
          webSite: {
            description: 'An address that a mail may link to: http or https.',
            type: 'string',
            maxLength: 500,
            pattern: '^[Hh][Tt][Tt][Pp][Ss]?://\\S+$',
          },
        },
      },
    },
    price: {
      type: 'object',
      required: ['amount', 'currency'],
      additionalProperties: false,
      properties: {
        amount: {
          description: 'What was paid in total, as a decimal number in a text.',
          type: 'string',
          pattern: '^[0-9]{1,12}(\\.[0-9]{1,4})?$',
          examples: ['412.50'],
        },
        currency: {
          description: 'ISO 4217 code.',
          type: 'string',
          pattern: '^[A-Z]{3}$',
          examples: ['EUR'],
        },
      },
    },
  },
} as const satisfies JSONSchema;

/** A journey in our own form. Times are local to their airport, as they were given. */
export type Itinerary = FromSchema<typeof itinerarySchema>;

/** One flight of a journey. */
export type Segment = Itinerary['segments'][number];
