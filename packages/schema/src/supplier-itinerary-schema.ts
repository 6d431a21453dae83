import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

/**
 * Anything the supplier may write for a text or a number. What cannot be used is left out of the
 * itinerary: no detail of a flight keeps a ticketed order from being confirmed.
 */
export const scalar = { type: ['string', 'number', 'null'] } as const;

const segmentSchema = {
  type: ['object', 'null'],
  properties: {
    segmentIndex: scalar,
    carrier: scalar,
    flightNumber: { ...scalar, description: 'Normally with the carrier in front.' },
    operatingCarrier: { ...scalar, description: 'Often empty.' },
    depAirport: scalar,
    depTime: { ...scalar, description: 'Airport-local, YYYYMMDDHHMM.' },
    depTerminal: { ...scalar, description: 'Often empty.' },
    arrAirport: scalar,
    arrTime: { ...scalar, description: 'Airport-local, YYYYMMDDHHMM.' },
    arrTerminal: { ...scalar, description: 'Often empty.' },
    duration: { ...scalar, description: 'In minutes.' },
    cabinClass: scalar,
    fareFamily: scalar,
  },
} as const satisfies JSONSchema;

const segmentsSchema = { type: ['array', 'null'], maxItems: 20, items: segmentSchema } as const;

const baggageElementSchema = {
  type: ['object', 'null'],
  properties: {
    segmentNo: {
      ...scalar,
      description: 'Counts from 1, the return on from the outbound.',
    },
    baggageType: scalar,
    passengerType: { description: '0 adult, 1 child, 2 infant.' },
    baggagePiece: { ...scalar, description: '0 puts no limit on the pieces.' },
    baggageWeight: {
      ...scalar,
      description: 'In kg; 0 for no bag, -1 for no limit: the opposite of a bought bag.',
    },
  },
} as const satisfies JSONSchema;

const airlineBookingSchema = {
  type: ['object', 'null'],
  properties: {
    airlineCode: scalar,
    airlineName: scalar,
    airlinePnr: { ...scalar, description: 'Several are joined by a bar.' },
    airlineWebSiteAddress: scalar,
  },
} as const satisfies JSONSchema;

/** What the order query says of the journey; each may be missing or null. */
export const supplierItineraryProperties = {
  routing: {
    type: ['object', 'null'],
    properties: {
      fromSegments: segmentsSchema,
      retSegments: { ...segmentsSchema, description: 'Null or empty for a one-way journey.' },
      rule: {
        type: ['object', 'null'],
        properties: {
          baggageElements: { type: ['array', 'null'], maxItems: 1000, items: baggageElementSchema },
        },
      },
    },
  },
  airlineBookings: { type: ['array', 'null'], maxItems: 100, items: airlineBookingSchema },
  totalPrice: scalar,
  currency: scalar,
} as const satisfies Record<string, JSONSchema>;

/** A flight as the supplier writes it. */
export type SupplierSegment = FromSchema<typeof segmentSchema>;

/** An included allowance as the supplier writes it. */
export type SupplierBaggageElement = FromSchema<typeof baggageElementSchema>;

/** An airline's booking as the supplier writes it. */
export type SupplierAirlineBooking = FromSchema<typeof airlineBookingSchema>;

/** The journey as the supplier writes it. */
export type SupplierItinerary = FromSchema<{
  type: 'object';
  properties: typeof supplierItineraryProperties;
}>;
