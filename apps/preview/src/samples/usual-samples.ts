import { buildBag, buildSeat } from './build-extras.ts';
import { buildFlight, sampleAirlines } from './build-flight.ts';
import { buildOrder } from './build-order.ts';
import type { Sample } from './sample.ts';

const onePassenger: Sample = {
  id: 'one-passenger',
  title: 'One passenger, one flight, a seat and a bag',
  orders: [
    {
      agencyReference: 'BT-20261',
      order: buildOrder('LKHWD20261101093012345', 'K7QX2M', [
        { name: 'LI/SI', ancillaries: [buildSeat(1, '12A'), buildBag(1, 23)] },
      ]),
      itinerary: {
        segments: [
          buildFlight('ZX8405', 'CAN 2026-11-24T08:30 2', 'HGH 2026-11-24T10:45 4', {
            durationMinutes: 135,
            fareFamily: 'Standard',
            includedBaggage: [{ allowance: 'limited', pieces: 1, weightKg: 23 }],
          }),
        ],
        airlines: sampleAirlines,
        price: { amount: '412.50', currency: 'EUR' },
      },
    },
  ],
};

/** The low-cost way: one reference is everybody's reference and ticket number. */
const family: Sample = {
  id: 'family',
  title: 'A family of three there and back, the airline reference is the ticket number',
  travellerName: 'Li Si',
  orders: [
    {
      order: buildOrder('TESTL20230922153224323', 'S30814', [
        {
          name: 'zhang/lisi',
          passengerType: 'child',
          ticketNos: ['S30814'],
          ancillaries: [buildSeat(1, '14B')],
        },
        { name: 'li/si', ticketNos: ['S30814'], ancillaries: [buildSeat(1, '14A')] },
        {
          name: 'zhang/san',
          ticketNos: ['S30814'],
          ancillaries: [buildSeat(1, '14C'), buildBag(1, 20), buildBag(2, 20)],
        },
      ]),
      itinerary: {
        segments: [
          buildFlight('ZX8405', 'CAN 2026-11-24T08:30 2', 'HGH 2026-11-24T10:45 4', {
            direction: 'outbound',
            operatingCarrier: 'YV',
            durationMinutes: 135,
            fareFamily: 'Standard',
            includedBaggage: [
              { passengerType: 'adult', allowance: 'limited', pieces: 1, weightKg: 23 },
              { passengerType: 'child', allowance: 'limited', weightKg: 10 },
            ],
          }),
          buildFlight('ZX8406', 'HGH 2026-12-01T23:10 4', 'CAN 2026-12-02T01:35 2', {
            index: 2,
            direction: 'return',
            durationMinutes: 145,
            fareFamily: 'Light',
            includedBaggage: [{ allowance: 'none' }],
          }),
        ],
        airlines: sampleAirlines,
        price: { amount: '1412.50', currency: 'EUR' },
      },
    },
  ],
};

const withInfant: Sample = {
  id: 'with-infant',
  title: 'Two adults with a child and an infant',
  travellerName: 'Erika Mustermann',
  orders: [
    {
      order: buildOrder('LKHWD20261103110000002', 'R4TZ9P', [
        { name: 'MUSTERMANN/MAX', ancillaries: [buildSeat(1, '7A'), buildBag(1, 0)] },
        { name: 'MUSTERMANN/ERIKA', ancillaries: [buildSeat(1, '7B')] },
        { name: 'MUSTERMANN/MIA', passengerType: 'child', ancillaries: [buildSeat(1, '7C')] },
        { name: 'MUSTERMANN/LEON', passengerType: 'infant' },
      ]),
      itinerary: {
        segments: [
          buildFlight('ZX902', 'CAI 2026-12-18T14:10 3', 'DXB 2026-12-18T19:25 1', {
            durationMinutes: 195,
            includedBaggage: [
              { passengerType: 'adult', allowance: 'limited', pieces: 2, weightKg: 23 },
              { passengerType: 'child', allowance: 'limited', pieces: 1, weightKg: 23 },
              { passengerType: 'infant', allowance: 'limited', weightKg: 10 },
            ],
          }),
        ],
        airlines: sampleAirlines,
        price: { amount: '1894', currency: 'AED' },
      },
    },
  ],
};

/** Both directions of a split round trip are orders of their own, by different airlines. */
const trip: Sample = {
  id: 'trip',
  title: 'A trip of two orders: out with one airline, back with another',
  travellerName: 'Ana Prueba',
  orders: [
    {
      order: buildOrder('LKHWD20261104070000003', 'M2VL8C', [
        { name: 'PRUEBA/ANA', ancillaries: [buildBag(1, 20)] },
        { name: 'PRUEBA/LUIS' },
      ]),
      itinerary: {
        segments: [
          buildFlight('ZX1780', 'MUC 2027-01-15T06:55 2', 'LIS 2027-01-15T09:15 1', {
            durationMinutes: 200,
            includedBaggage: [{ allowance: 'none' }],
          }),
        ],
        airlines: sampleAirlines,
        price: { amount: '318.20', currency: 'EUR' },
      },
    },
    {
      order: buildOrder('LKHWD20261104070100004', 'QX5D7H', [
        { name: 'PRUEBA/ANA', ticketNos: ['7810000000051'] },
        { name: 'PRUEBA/LUIS', ticketNos: ['7810000000052'] },
      ]),
      itinerary: {
        segments: [
          buildFlight('YV533', 'LIS 2027-01-22T17:20 2', 'MUC 2027-01-22T21:30 1', {
            durationMinutes: 190,
            includedBaggage: [{ allowance: 'limited', pieces: 1 }],
          }),
        ],
        airlines: sampleAirlines,
        price: { amount: '287.00', currency: 'EUR' },
      },
    },
  ],
};

const withoutItinerary: Sample = {
  id: 'no-itinerary',
  title: 'Nobody knows the flights',
  orders: [
    {
      order: buildOrder('LKHWD20261105120000005', 'N8WB3T', [
        { name: 'MUSTER/ERIKA' },
        { name: 'MUSTER/HANS' },
      ]),
    },
  ],
};

/** What travellers usually book. */
export const usualSamples = [onePassenger, family, withInfant, trip, withoutItinerary] as const;
