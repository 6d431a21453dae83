import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';

import {
  itinerarySchema,
  parseTicketedOrder,
  readOrderQueryAnswer,
  type Itinerary,
  type Segment,
} from '../src/index.ts';
import { flight, orderAnswer } from './supplier-order-sample.ts';

function read(fields: Record<string, unknown>): Itinerary | undefined {
  const answer = readOrderQueryAnswer(orderAnswer(fields), { orderNo: 'TESTL1' });
  if (answer.kind === 'content') return answer.content.itinerary;
  throw new Error(`not read: ${JSON.stringify(answer)}`);
}

function readFlight(fields: Record<string, unknown>): Segment | undefined {
  return read({ routing: { fromSegments: [flight(fields)] } })?.segments[0];
}

describe('flights', () => {
  const there = flight({ segmentIndex: 1 });
  const back = flight({ segmentIndex: 1, depAirport: 'BCN', arrAirport: 'LGW' });
  test.each<[string, unknown, [Segment['direction'], number | undefined][]]>([
    [
      'one way, null for the return',
      { fromSegments: [there], retSegments: null },
      [[undefined, 1]],
    ],
    ['one way, nothing for the return', { fromSegments: [there] }, [[undefined, 1]]],
    [
      'one way with a stop',
      { fromSegments: [there, there], retSegments: [] },
      [
        [undefined, 1],
        [undefined, 2],
      ],
    ],
    [
      'there and back, counted on',
      { fromSegments: [there], retSegments: [back] },
      [
        ['outbound', 1],
        ['return', 2],
      ],
    ],
    ['with null entries', { fromSegments: [null, there], retSegments: [null] }, [[undefined, 1]]],
  ])('%s', (_, routing, expected) => {
    const segments = read({ routing })?.segments ?? [];
    expect(segments.map(({ direction, index }) => [direction, index])).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['routing is null', null],
    ['routing is missing', undefined],
    ['routing is empty', {}],
    ['the list is null', { fromSegments: null }],
    ['the list is empty', { fromSegments: [], retSegments: [] }],
    ['one lacks its departure', { fromSegments: [flight(), flight({ depAirport: null })] }],
    [
      'one lacks its arrival',
      { fromSegments: [flight()], retSegments: [flight({ arrAirport: ' ' })] },
    ],
  ])('there is no itinerary when %s', (_, routing) => {
    expect(read({ routing })).toBeUndefined();
  });
});

test.each<[string, unknown, string | undefined]>([
  ['in the supplier’s form', '202611240830', '2026-11-24T08:30'],
  ['as a number', 202611240830, '2026-11-24T08:30'],
  ['in the form of the other events', '2026-11-24 08:30:00', '2026-11-24T08:30'],
  ['on a day that is none: as given', '202602300830', '202602300830'],
  ['with an offset: as given', '2026-11-24T08:30+01:00', '2026-11-24T08:30+01:00'],
  ['in words: as given', 'half past eight', 'half past eight'],
  ['in a long text: cut', 'x'.repeat(1000), 'x'.repeat(40)],
  ['empty', '', undefined],
  ['null', null, undefined],
])('a local time %s', (_, depTime, expected) => {
  const departure = readFlight({ depTime })?.departure;
  expect(departure?.time).toBe(expected);
});

test.each<[string, unknown, unknown, string | undefined]>([
  ['with the carrier in front', 'U2', 'U28405', 'U28405'],
  ['without it', 'U2', '8405', 'U28405'],
  ['as a number', 'U2', 8405, 'U28405'],
  ['with it twice', 'U2', 'U2U28405', 'U28405'],
  ['with a space between', 'U2', 'U2 8405', 'U28405'],
  ['in small letters', 'u2', 'u28405', 'U28405'],
  ['with a suffix', '5J', '451A', '5J451A'],
  ['of one digit with a suffix', '5J', '5A', '5J5A'],
  ['with another airline in front', 'BA', 'IB3166', 'IB3166'],
  ['with another airline that begins with a digit', 'BA', '5J451', '5J451'],
  ['without a carrier', null, 'U28405', 'U28405'],
  ['that is only the carrier', 'U2', 'U2', undefined],
  ['that is empty', 'U2', '', undefined],
  ['that is null', 'U2', null, undefined],
])('a flight number %s', (_, carrier, flightNumber, expected) => {
  expect(readFlight({ carrier, flightNumber })?.flightNumber).toBe(expected);
});

test.each<[string, Record<string, unknown>, string | undefined]>([
  ['another one', { operatingCarrier: 'EC' }, 'EC'],
  ['the same', { operatingCarrier: 'U2' }, undefined],
  ['the same in small letters', { operatingCarrier: ' u2 ' }, undefined],
  ['blank', { operatingCarrier: ' ' }, undefined],
  ['null', { operatingCarrier: null }, undefined],
])('an operating carrier that is %s', (_, fields, expected) => {
  expect(readFlight(fields)?.operatingCarrier).toBe(expected);
});

test.each<[unknown, number | undefined]>([
  [135, 135],
  ['135', 135],
  [0, undefined],
  [-5, undefined],
  [1.5, undefined],
  [1e9, undefined],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('a duration of %j', (duration, expected) => {
  expect(readFlight({ duration })?.durationMinutes).toBe(expected);
});

test.each<[unknown, string | undefined]>([
  ['Economy', 'Economy'],
  ['Y', 'Y'],
  [1, undefined],
  ['1', undefined],
  [null, undefined],
])('a cabin class of %j', (cabinClass, expected) => {
  expect(readFlight({ cabinClass })?.cabinClass).toBe(expected);
});

describe('included baggage', () => {
  function readBaggage(...elements: unknown[]) {
    const routing = { fromSegments: [flight()], rule: { baggageElements: elements } };
    return read({ routing })?.segments[0]?.includedBaggage;
  }

  test.each<[string, Record<string, unknown>, unknown]>([
    ['weight 0', { baggagePiece: 0, baggageWeight: 0 }, [{ allowance: 'none' }]],
    ['weight 0 beside a piece', { baggagePiece: 1, baggageWeight: 0 }, [{ allowance: 'none' }]],
    ['weight -1', { baggagePiece: 0, baggageWeight: -1 }, [{ allowance: 'unlimited' }]],
    [
      'weight -1 for one piece',
      { baggagePiece: 1, baggageWeight: -1 },
      [{ allowance: 'unlimited', pieces: 1 }],
    ],
    ['a weight', { baggagePiece: 0, baggageWeight: 23 }, [{ allowance: 'limited', weightKg: 23 }]],
    [
      'a weight for pieces',
      { baggagePiece: 2, baggageWeight: 23 },
      [{ allowance: 'limited', pieces: 2, weightKg: 23 }],
    ],
    [
      'strings',
      { segmentNo: '1', passengerType: '1', baggagePiece: '1', baggageWeight: '20.5' },
      [{ passengerType: 'child', allowance: 'limited', pieces: 1, weightKg: 20.5 }],
    ],
    [
      'pieces without a weight',
      { baggagePiece: 1, baggageWeight: null },
      [{ allowance: 'limited', pieces: 1 }],
    ],
    ['neither', { baggagePiece: null, baggageWeight: '' }, undefined],
    ['piece 0 without a weight', { baggagePiece: 0, baggageWeight: null }, undefined],
    ['another negative weight', { baggageWeight: -2 }, undefined],
    ['a weight in words', { baggageWeight: 'heavy' }, undefined],
    [
      'a checked bag by its type',
      { baggageType: 'StandardCheckInBaggage', baggageWeight: 23 },
      [{ allowance: 'limited', weightKg: 23 }],
    ],
    [
      'a cabin bag',
      { baggageType: 'CabinBaggageUnderSeat', baggagePiece: 1, baggageWeight: -1 },
      undefined,
    ],
    ['another flight', { segmentNo: 2, baggageWeight: 23 }, undefined],
    ['no flight', { segmentNo: null, baggageWeight: 23 }, undefined],
  ])('%s', (_, element, expected) => {
    expect(readBaggage({ segmentNo: 1, ...element })).toEqual(expected);
  });

  test('is told for each type of passenger, the same thing once', () => {
    const adult = { segmentNo: 1, passengerType: 0, baggagePiece: 1, baggageWeight: 23 };
    const infant = { segmentNo: 1, passengerType: 2, baggagePiece: 0, baggageWeight: 0 };
    expect(readBaggage(adult, null, infant, { ...adult })).toEqual([
      { passengerType: 'adult', allowance: 'limited', pieces: 1, weightKg: 23 },
      { passengerType: 'infant', allowance: 'none' },
    ]);
  });

  test('belongs to its flight, the return counted on', () => {
    const routing = {
      fromSegments: [flight({ segmentIndex: 1 })],
      retSegments: [flight({ segmentIndex: 1 })],
      rule: { baggageElements: [{ segmentNo: 2, baggageWeight: 15 }] },
    };
    expect(read({ routing })?.segments.map(({ includedBaggage }) => includedBaggage)).toEqual([
      undefined,
      [{ allowance: 'limited', weightKg: 15 }],
    ]);
  });
});

test.each<[unknown, unknown, unknown]>([
  [412.5, 'EUR', { amount: '412.5', currency: 'EUR' }],
  ['412.50', 'eur', { amount: '412.50', currency: 'EUR' }],
  [28, 'USD', { amount: '28', currency: 'USD' }],
  [1200, 'JPY', { amount: '1200', currency: 'JPY' }],
  [0.1 + 0.2, 'EUR', { amount: '0.3', currency: 'EUR' }],
  ['412.49999999999994', 'EUR', { amount: '412.5', currency: 'EUR' }],
  [0, 'EUR', { amount: '0', currency: 'EUR' }],
  [1e-7, 'EUR', { amount: '0', currency: 'EUR' }],
  [1e21, 'EUR', undefined],
  [-5, 'EUR', undefined],
  ['-5', 'EUR', undefined],
  ['NaN', 'EUR', undefined],
  ['1,234.50', 'EUR', undefined],
  ['', 'EUR', undefined],
  [null, 'EUR', undefined],
  [5, '', undefined],
  [5, null, undefined],
  [5, 'EURO', undefined],
])('a price of %j %j', (totalPrice, currency, expected) => {
  expect(read({ totalPrice, currency })?.price).toEqual(expected);
});

test.each<[string, unknown, unknown]>([
  ['none', [], undefined],
  ['null', null, undefined],
  ['without a code', [{ airlineName: 'Example Air' }, null], undefined],
  [
    'with nulls',
    [{ airlineCode: 'u2', airlineName: null, airlineWebSiteAddress: null }],
    [{ code: 'U2' }],
  ],
  ['twice', [{ airlineCode: 'U2' }, { airlineCode: 'U2', airlineName: 'x' }], [{ code: 'U2' }]],
  [
    'with a web site',
    [{ airlineCode: 'U2', airlineWebSiteAddress: 'http://air.example.com/a b' }],
    [{ code: 'U2', webSite: 'http://air.example.com/a%20b' }],
  ],
  [
    'with a script',
    [{ airlineCode: 'U2', airlineWebSiteAddress: 'javascript:alert(1)' }],
    [{ code: 'U2' }],
  ],
  [
    'without a scheme',
    [{ airlineCode: 'U2', airlineWebSiteAddress: 'air.example.com' }],
    [{ code: 'U2' }],
  ],
  [
    'with a host for a user name',
    [{ airlineCode: 'U2', airlineWebSiteAddress: 'https://air.example.com@b.test/' }],
    [{ code: 'U2' }],
  ],
  [
    'with a long web site',
    [{ airlineCode: 'U2', airlineWebSiteAddress: `https://example.com/${'x'.repeat(500)}` }],
    [{ code: 'U2' }],
  ],
])('airlines: %s', (_, airlineBookings, expected) => {
  expect(read({ airlineBookings })?.airlines).toEqual(expected);
});

test('whatever answer is readable, its itinerary and its order are in our own form', () => {
  const isItinerary = new Ajv2020({ strict: false }).compile(itinerarySchema);
  const scalar = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit: 'binary', minLength: 41, maxLength: 600 }),
    fc.integer({ min: -2, max: 40 }),
    fc.double(),
    fc.constantFrom(null, '', ' ', '-1', '0', '23', 1e21, 'ß'.repeat(120), 'U2', '202611240830'),
    fc.constantFrom('https://example.com/', 'http://a b', 'StandardCheckInBaggage', 'EUR'),
  );
  const airport = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('LGW', 'ß'.repeat(50)) },
    scalar,
  );
  const loose = (keys: Record<string, fc.Arbitrary<unknown>>) =>
    fc.oneof({ weight: 20, arbitrary: fc.record(keys, { requiredKeys: [] }) }, fc.constant(null));
  const list = (entry: fc.Arbitrary<unknown>, maxLength = 3) =>
    fc.oneof({ weight: 20, arbitrary: fc.array(entry, { maxLength }) }, fc.constant(null));
  const segment = fc.record({ depAirport: airport, arrAirport: airport }).chain((airports) =>
    loose({
      segmentIndex: scalar,
      carrier: scalar,
      flightNumber: scalar,
      operatingCarrier: scalar,
      depTime: scalar,
      depTerminal: scalar,
      arrTime: scalar,
      arrTerminal: scalar,
      duration: scalar,
      cabinClass: scalar,
      fareFamily: scalar,
    }).map((fields) => ({ ...(fields as object), ...airports })),
  );
  const element = loose({
    segmentNo: fc.constantFrom(1, '1', 2),
    passengerType: fc.oneof(fc.jsonValue(), fc.constantFrom(0, '1', 2)),
    baggageType: scalar,
    baggagePiece: scalar,
    baggageWeight: scalar,
  });
  const body = loose({
    routing: loose({
      fromSegments: list(segment),
      retSegments: list(segment),
      rule: loose({ baggageElements: list(element, 30) }),
    }),
    airlineBookings: list(
      loose({
        airlineCode: scalar,
        airlineName: scalar,
        airlinePnr: scalar,
        airlineWebSiteAddress: scalar,
      }),
      25,
    ),
    totalPrice: scalar,
    currency: scalar,
    errorCode: scalar,
    contact: loose({ email: scalar }),
    paxTicketInfos: list(loose({ name: fc.string({ unit: 'binary' }) })),
  });

  const seen = { itineraries: 0, none: 0, unreadable: 0 };
  fc.assert(
    fc.property(body, (fields) => {
      const answer = readOrderQueryAnswer(
        { status: 0, orderNo: 'TESTL1', ...(fields as object) },
        { orderNo: 'TESTL1' },
      );
      if (answer.kind !== 'content') {
        seen.unreadable += 1;
        return;
      }
      const { itinerary, order } = answer.content;
      seen[itinerary === undefined ? 'none' : 'itineraries'] += 1;
      if (itinerary !== undefined) {
        isItinerary(itinerary);
        expect(isItinerary.errors ?? []).toEqual([]);
      }
      expect(parseTicketedOrder(order).kind).toBe('order');
    }),
    { numRuns: 500 },
  );
  expect(seen.itineraries).toBeGreaterThan(50);
  expect(seen.none).toBeGreaterThan(10);
});
