import type { Itinerary, Segment } from '@ticketpost/schema';

export function buildSegment(overrides: Partial<Segment> = {}): Segment {
  return {
    index: 1,
    carrier: 'ZX',
    flightNumber: 'ZX8405',
    departure: { airport: 'CAN', time: '2026-11-24T08:30', terminal: '2' },
    arrival: { airport: 'HGH', time: '2026-11-24T10:45', terminal: '4' },
    ...overrides,
  };
}

export function buildItinerary(
  segments: Segment[] = [buildSegment()],
  overrides: Partial<Itinerary> = {},
): Itinerary {
  return { segments, ...overrides };
}

/** A family's round trip with all that an itinerary can tell. */
export const familyItinerary: Itinerary = {
  segments: [
    buildSegment({
      direction: 'outbound',
      operatingCarrier: 'YV',
      durationMinutes: 135,
      cabinClass: 'Economy',
      fareFamily: 'Standard',
      includedBaggage: [
        { passengerType: 'adult', allowance: 'limited', pieces: 1, weightKg: 23 },
        { passengerType: 'child', allowance: 'limited', weightKg: 10 },
      ],
    }),
    buildSegment({
      direction: 'return',
      index: 2,
      flightNumber: 'ZX8406',
      departure: { airport: 'HGH', time: '2026-12-01T23:10', terminal: '4' },
      arrival: { airport: 'CAN', time: '2026-12-02T01:35', terminal: '2' },
      durationMinutes: 145,
      cabinClass: 'Economy',
      fareFamily: 'Light',
      includedBaggage: [{ allowance: 'none' }],
    }),
  ],
  airlines: [
    { code: 'ZX', name: 'Example Air', webSite: 'https://www.air.example.com/check-in' },
    { code: 'YV', name: 'Feeder Express' },
  ],
  price: { amount: '1412.5', currency: 'EUR' },
};

/** One flight of which nothing is told but the airports. */
export const bareItinerary: Itinerary = {
  segments: [{ departure: { airport: 'CAN' }, arrival: { airport: 'HGH' } }],
};
