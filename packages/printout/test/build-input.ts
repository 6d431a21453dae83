import type { ConfirmationInput } from '@ticketpost/email';
import type { Itinerary, Passenger, Segment } from '@ticketpost/schema';

export const brand = {
  name: 'Example Travel',
  color: '#0b6e4f',
  supportEmail: 'help@example.com',
  supportPhone: '+44 20 7946 0000',
  legalFooter: 'Example Travel Ltd\nRegister No 00000000',
};

export function buildPassenger(overrides: Partial<Passenger> = {}): Passenger {
  return {
    name: 'LI/SI',
    passengerType: 'adult',
    ticketNos: ['7810000000001'],
    airlinePnrs: ['S30814'],
    ancillaries: [],
    ...overrides,
  };
}

export function buildSegment(overrides: Partial<Segment> = {}): Segment {
  return {
    index: 1,
    direction: 'outbound',
    carrier: 'ZX',
    flightNumber: 'ZX8405',
    departure: { airport: 'CAN', time: '2026-11-24T08:30', terminal: '2' },
    arrival: { airport: 'HGH', time: '2026-11-25T00:45', terminal: '4' },
    durationMinutes: 135,
    ...overrides,
  };
}

export function buildInput(
  {
    passengers = [buildPassenger()],
    itinerary,
  }: { passengers?: Passenger[]; itinerary?: Itinerary } = {},
  overrides: Partial<ConfirmationInput> = {},
): ConfirmationInput {
  const order = { orderNo: 'TESTL20230922153224323', orderStatus: 2 as const, passengers };
  return {
    orders: [itinerary === undefined ? { order } : { order, itinerary }],
    writtenAt: new Date('2026-11-01T10:00:00Z'),
    ...overrides,
  };
}

/** Two flights and three passengers, with all that the printout can say of them. */
export const familyInput: ConfirmationInput = {
  orders: [
    {
      order: {
        orderNo: 'TESTL20230922153224323',
        orderStatus: 2,
        passengers: [
          buildPassenger({
            name: 'LI/SI',
            ancillaries: [
              { productCode: 'Seat', segmentIndex: 1, seat: { row: '12', column: 'A' } },
              { productCode: 'Bag', segmentIndex: 2, baggage: { piece: 1, weight: 23 } },
            ],
          }),
          buildPassenger({ name: 'ZHANG/SAN', ticketNos: ['7810000000002'] }),
          buildPassenger({
            name: 'ZHANG/LISI',
            passengerType: 'infant',
            ticketNos: ['7810000000003'],
          }),
        ],
      },
      agencyReference: 'ET-000123',
      itinerary: {
        segments: [
          buildSegment({ includedBaggage: [{ allowance: 'limited', pieces: 1, weightKg: 23 }] }),
          buildSegment({
            index: 2,
            direction: 'return',
            flightNumber: 'ZX8406',
            operatingCarrier: 'YV',
            departure: { airport: 'HGH', time: '2026-12-01T23:10' },
            arrival: { airport: 'CAN', time: 'about noon' },
          }),
        ],
        airlines: [{ code: 'ZX', name: 'Example Air', webSite: 'https://air.example.com/' }],
        price: { amount: '1412.5', currency: 'EUR' },
      },
    },
  ],
  writtenAt: new Date('2026-11-01T10:00:00Z'),
};
