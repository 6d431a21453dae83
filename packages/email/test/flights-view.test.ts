import { describe, expect, test } from '@jest/globals';
import type { Segment } from '@ticketpost/schema';
import { createFlightNames } from '../src/content/create-flight-names.ts';
import { listFlights } from '../src/content/flights-view.ts';
import { buildSegment } from './build-itinerary.ts';

const airlines = [{ code: 'ZX', name: 'Example Air' }];

function view(overrides: Partial<Segment>) {
  const [flight] = listFlights([buildSegment(overrides)], { airlines, travelling: new Set() });
  return flight;
}

function viewTimes(departure: string, arrival: string) {
  return view({
    departure: { airport: 'AAA', time: departure },
    arrival: { airport: 'BBB', time: arrival },
  });
}

describe('the times of a flight', () => {
  test.each([
    ['on one day', '2026-11-24T08:30', '2026-11-24T10:45', undefined, undefined],
    ['over midnight', '2026-11-24T23:30', '2026-11-25T01:45', '+1 day', 'Wed 25 Nov 2026'],
    ['over two midnights', '2026-12-30T23:30', '2027-01-01T01:45', '+2 days', 'Fri 1 Jan 2027'],
    ['to an earlier hour', '2026-11-24T08:30', '2026-11-24T07:45', undefined, undefined],
    ['to an earlier day', '2026-11-25T00:30', '2026-11-24T17:00', undefined, 'Tue 24 Nov 2026'],
  ])('%s', (_, departure, arrival, dayShift, date) => {
    expect(viewTimes(departure, arrival)?.arrival).toMatchObject({
      clock: arrival.slice(-5),
      dayShift,
      date,
    });
  });

  test('that cannot be read are shown as given', () => {
    expect(viewTimes('24.11.26 morning', '2026-11-24T10:45Z')).toMatchObject({
      date: undefined,
      departure: { clock: undefined, timeAsGiven: '24.11.26 morning' },
      arrival: { clock: undefined, timeAsGiven: '2026-11-24T10:45Z', dayShift: undefined },
    });
  });

  test('have the date with the arrival where only that can be read', () => {
    expect(viewTimes('morning', '2026-11-24T10:45')).toMatchObject({
      date: undefined,
      arrival: { clock: '10:45', date: 'Tue 24 Nov 2026', dayShift: undefined },
    });
  });

  test('may be missing', () => {
    expect(view({ departure: { airport: 'AAA' } })?.departure).toMatchObject({
      airport: 'AAA',
      clock: undefined,
      timeAsGiven: undefined,
      terminal: undefined,
    });
  });
});

describe('the facts of a flight', () => {
  test.each<[string, Partial<Segment>, object]>([
    ['duration', { durationMinutes: 125 }, { duration: '2 h 5 min' }],
    ['duration in full hours', { durationMinutes: 120 }, { duration: '2 h' }],
    ['duration below an hour', { durationMinutes: 45 }, { duration: '45 min' }],
    ['duration above a day', { durationMinutes: 1_510 }, { duration: '25 h 10 min' }],
    ['duration of nothing', { durationMinutes: 0 }, { duration: undefined }],
    ['duration not told, not even by the times', {}, { duration: undefined }],
    [
      'terminal',
      { arrival: { airport: 'A', terminal: '2E' } },
      { arrival: { terminal: 'Terminal 2E' } },
    ],
    [
      'terminal that says so',
      { arrival: { airport: 'A', terminal: 'Terminal 1' } },
      { arrival: { terminal: 'Terminal 1' } },
    ],
    ['airline', {}, { airline: 'Example Air (ZX)' }],
    [
      'airline without a name: its code is in the flight number',
      { carrier: 'QQ' },
      { airline: undefined },
    ],
    ['another operating carrier', { operatingCarrier: 'YV' }, { operatedBy: 'YV' }],
    ['the same operating carrier', { operatingCarrier: 'zx' }, { operatedBy: undefined }],
    ['nothing below the times', { carrier: 'QQ' }, { hasDetails: false }],
    ['a cabin below the times', { carrier: 'QQ', cabinClass: 'Economy' }, { hasDetails: true }],
  ])('%s', (_, overrides, expected) => {
    expect(view(overrides)).toMatchObject(expected);
  });

  test('tell the airline by its code where there is no flight number', () => {
    const segment: Segment = {
      carrier: 'QQ',
      departure: { airport: 'A' },
      arrival: { airport: 'B' },
    };
    const [flight] = listFlights([segment], { airlines, travelling: new Set() });
    expect(flight).toMatchObject({ airline: 'QQ', flightNumber: undefined });
  });

  test('tell an operating carrier apart by the flight number where the carrier is missing', () => {
    const place = { departure: { airport: 'A' }, arrival: { airport: 'B' } };
    const flights = listFlights(
      ['ZX', 'YV'].map((operatingCarrier) => ({
        ...place,
        flightNumber: 'ZX12',
        operatingCarrier,
      })),
      { airlines, travelling: new Set() },
    );
    expect(flights.map(({ operatedBy }) => operatedBy)).toEqual([undefined, 'YV']);
  });
});

describe('headings', () => {
  test.each<[string, Segment['direction'][], (string | undefined)[]]>([
    [
      'stand over the first flight of each direction',
      ['outbound', 'outbound', 'return'],
      ['Outbound', undefined, 'Return'],
    ],
    ['are left out without directions', [undefined, undefined], [undefined, undefined]],
  ])('%s', (_, directions, expected) => {
    const segments = directions.map((direction) => buildSegment(direction ? { direction } : {}));
    const flights = listFlights(segments, { airlines, travelling: new Set() });
    expect(flights.map(({ heading }) => heading)).toEqual(expected);
  });
});

describe('the flight of an extra', () => {
  const segments = [
    buildSegment({ index: 1 }),
    buildSegment({ index: 2, flightNumber: 'ZX2' }),
    buildSegment({ index: 2, flightNumber: 'ZX3' }),
  ];
  test.each([
    ['is the one with the index', 1, 'ZX8405, CAN–HGH'],
    ['is not told where two have it', 2, undefined],
    ['is not told where none has it', 0, undefined],
  ])('%s', (_, index, expected) => {
    expect(createFlightNames(segments)(index)).toBe(expected);
  });
});
