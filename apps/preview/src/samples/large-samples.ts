import { buildBag, buildSeat } from './build-extras.ts';
import { buildFlight, sampleAirlines } from './build-flight.ts';
import { buildOrder } from './build-order.ts';
import type { Sample } from './sample.ts';

const ninePassengers: Sample = {
  id: 'nine-passengers',
  title: 'Nine passengers there and back, with seats and bags',
  travellerName: 'Tom Example',
  orders: [
    {
      agencyReference: 'BT-20277',
      order: buildOrder(
        'LKHWD20261106080000006',
        'Z3FQ6L',
        ['TOM', 'ANNE', 'BEA', 'CARL', 'DORA', 'EMIL', 'FRIDA', 'GUS', 'HEDI'].map(
          (name, index) => ({
            name: `EXAMPLE/${name}`,
            ...(index > 6 && { passengerType: 'child' as const }),
            ancillaries: [
              buildSeat(1, `${20 + Math.floor(index / 3)}${'ABC'.charAt(index % 3)}`),
              buildSeat(2, `${11 + Math.floor(index / 3)}${'DEF'.charAt(index % 3)}`),
              ...(index % 2 === 0 ? [buildBag(1, 23), buildBag(1, 23), buildBag(2, 23)] : []),
            ],
          }),
        ),
      ),
      itinerary: {
        segments: [
          buildFlight('ZX611', 'BCN 2027-02-12T09:05 1', 'FCO 2027-02-12T10:55 3', {
            direction: 'outbound',
            durationMinutes: 110,
            includedBaggage: [{ allowance: 'none' }],
          }),
          buildFlight('ZX618', 'FCO 2027-02-19T18:40 3', 'BCN 2027-02-19T20:35 1', {
            index: 2,
            direction: 'return',
            durationMinutes: 115,
            includedBaggage: [{ allowance: 'none' }],
          }),
        ],
        airlines: sampleAirlines,
        price: { amount: '2903.40', currency: 'EUR' },
      },
    },
  ],
};

const fourSegments: Sample = {
  id: 'four-segments',
  title: 'Four flights: a night and another airport in between, and a night in the air',
  travellerName: 'Jane Doe',
  orders: [
    {
      order: buildOrder('LKHWD20261107150000007', 'H6PJ1W', [
        { name: 'DOE/JANE MARY', ancillaries: [buildSeat(2, '31K'), buildBag(1, 23)] },
        { name: 'DOE/JOHN', ancillaries: [buildSeat(2, '31H')] },
      ]),
      itinerary: {
        segments: [
          buildFlight('YV2144', 'MAD 2027-03-10T15:20 4S', 'LHR 2027-03-10T16:50 5', {
            direction: 'outbound',
            durationMinutes: 150,
            includedBaggage: [{ allowance: 'limited', pieces: 1, weightKg: 23 }],
          }),
          buildFlight('ZX277', 'LGW 2027-03-11T09:40 S', 'JFK 2027-03-11T13:45 8', {
            index: 2,
            direction: 'outbound',
            operatingCarrier: 'YV',
            durationMinutes: 485,
            fareFamily: 'Comfort Plus',
            includedBaggage: [{ allowance: 'limited', pieces: 1, weightKg: 23 }],
          }),
          buildFlight('ZX278', 'JFK 2027-03-20T18:30 8', 'LHR 2027-03-21T05:25 5', {
            index: 3,
            direction: 'return',
            durationMinutes: 415,
            fareFamily: 'Comfort Plus',
            includedBaggage: [{ allowance: 'limited', pieces: 1, weightKg: 23 }],
          }),
          buildFlight('YV2145', 'LHR 2027-03-21T08:50 5', 'MAD 2027-03-21T12:15 4S', {
            index: 4,
            direction: 'return',
            durationMinutes: 145,
            includedBaggage: [{ allowance: 'limited', pieces: 1, weightKg: 23 }],
          }),
        ],
        airlines: sampleAirlines,
        price: { amount: '1688.00', currency: 'GBP' },
      },
    },
  ],
};

const fortyPassengers: Sample = {
  id: 'forty-passengers',
  title: 'Forty passengers',
  orders: [
    {
      order: buildOrder(
        'LKHWD20261108090000008',
        'G9RD4K',
        Array.from({ length: 40 }, (_, index) => ({
          name: `GROUP/MEMBER ${'ABCDEFGHIJKLMNOPQRST'.charAt(index % 20)}${index < 20 ? '' : 'A'}`,
        })),
      ),
      itinerary: {
        segments: [
          buildFlight('ZX75', 'PEK 2027-04-02T13:00 3', 'SVO 2027-04-02T15:55 C', {
            durationMinutes: 475,
          }),
        ],
        airlines: sampleAirlines,
        price: { amount: '148000', currency: 'CNY' },
      },
    },
  ],
};

/** Bookings with a lot in them. */
export const largeSamples = [ninePassengers, fourSegments, fortyPassengers] as const;
