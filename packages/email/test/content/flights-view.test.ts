import { describe, expect, test } from '@jest/globals';
import type { Segment } from '@ticketpost/schema';
import { listFlights } from '../../src/content/flights-view.ts';
import { buildSegment } from '../build-itinerary.ts';
import { english } from '../build-view.ts';

const airlines = [{ code: 'ZX', name: 'Example Air' }];
const context = { airlines, travelling: new Set<undefined>(), language: english };

function view(overrides: Partial<Segment>) {
  const [flight] = listFlights([buildSegment(overrides)], context);
  return flight;
}

/** Between airports that nobody knows. */
function viewTimes(departure: string, arrival: string) {
  return view({
    departure: { airport: 'X1X', time: departure },
    arrival: { airport: 'X2X', time: arrival },
  });
}

describe('the times of a flight', () => {
  test.each([
    ['on one day', '2026-11-24T08:30', '2026-11-24T10:45', undefined, undefined],
    ['over midnight', '2026-11-24T23:30', '2026-11-25T01:45', '+1 day', 'Wed 25 Nov 2026'],
    ['over two midnights', '2026-12-30T23:30', '2027-01-01T01:45', '+2 days', 'Fri 1 Jan 2027'],
    ['to an earlier hour', '2026-11-24T08:30', '2026-11-24T07:45', undefined, undefined],
    ['to an earlier day', '2026-11-25T00:30', '2026-11-24T17:00', '−1 day', 'Tue 24 Nov 2026'],
    ['with a slip of a year', '2026-11-24T08:30', '2027-11-24T10:45', undefined, 'Wed 24 Nov 2027'],
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
    expect(view({ departure: { airport: 'CAN' } })?.departure).toMatchObject({
      clock: undefined,
      timeAsGiven: undefined,
      terminal: undefined,
    });
  });
});

describe('the airports of a flight', () => {
  test.each<[string, Segment['departure'], object]>([
    [
      'are told by name, city and country',
      { airport: 'CAN' },
      {
        code: 'CAN',
        airport: 'Guangzhou Baiyun International Airport',
        city: 'Guangzhou',
        country: 'China',
      },
    ],
    [
      'are found in any letter case',
      { airport: 'lhr ' },
      { code: 'LHR', city: 'London', country: 'United Kingdom' },
    ],
    [
      'have no country where the city is one',
      { airport: 'SIN' },
      { city: 'Singapore', country: undefined },
    ],
    ['have no city where it is the airport', { airport: 'BSL' }, { city: undefined }],
    [
      'are told by the code where nobody knows it',
      { airport: 'X1X' },
      { code: undefined, airport: 'X1X', city: undefined, country: undefined },
    ],
    ['may be unreadable', { airport: '\u200b' }, { code: undefined, airport: 'unknown airport' }],
    ['have a terminal', { airport: 'CAN', terminal: '2E' }, { terminal: 'Terminal 2E' }],
    [
      'have a terminal that says so',
      { airport: 'CAN', terminal: 'terminal 1' },
      { terminal: 'Terminal 1' },
    ],
    ['have none that cannot be seen', { airport: 'CAN', terminal: ' ' }, { terminal: undefined }],
  ])('%s', (_, departure, expected) => {
    expect(view({ departure })?.departure).toMatchObject(expected);
  });
});

describe('the duration of a flight', () => {
  const at = (airport: string, time: string) => ({ airport, time });
  const [can, jfk] = [at('CAN', '2026-11-24T08:30'), at('JFK', '2026-11-24T10:45')];
  test.each<[string, Partial<Segment>, string | undefined]>([
    ['is the one told', { durationMinutes: 125 }, '2 h 5 min'],
    ['is told in full hours', { durationMinutes: 120 }, '2 h'],
    ['is told below an hour', { durationMinutes: 45 }, '45 min'],
    ['is told above a day', { durationMinutes: 1_510 }, '25 h 10 min'],
    ['is counted between two zones', { departure: can, arrival: jfk }, '15 h 15 min'],
    [
      'is counted where nothing is told',
      { durationMinutes: 0, departure: can, arrival: jfk },
      '15 h 15 min',
    ],
    [
      'is not counted from an unknown zone',
      { departure: at('X1X', '2026-11-24T08:30') },
      undefined,
    ],
    ['is not counted to an unreadable time', { arrival: at('HGH', 'noon') }, undefined],
    ['is never negative', { arrival: at('HGH', '2026-11-24T08:00') }, undefined],
    ['is never nothing', { arrival: at('HGH', '2026-11-24T08:30') }, undefined],
    ['is not that of a slip in the date', { arrival: at('HGH', '2026-11-26T10:45') }, undefined],
    [
      'is not counted in an hour that clocks repeat',
      { departure: at('LHR', '2026-10-25T01:30'), arrival: at('CDG', '2026-10-25T06:00') },
      undefined,
    ],
  ])('%s', (_, overrides, expected) => {
    expect(view(overrides)?.duration).toBe(expected);
  });
});

describe('the facts of a flight', () => {
  test.each<[string, Partial<Segment>, object]>([
    ['airline', {}, { airline: 'Example Air (ZX)' }],
    ['another operating carrier', { operatingCarrier: 'YV' }, { operatedBy: 'YV' }],
    ['nothing below the times', { carrier: 'QQ' }, { hasDetails: false }],
    ['a cabin below the times', { carrier: 'QQ', cabinClass: 'Economy' }, { hasDetails: true }],
    [
      'baggage below the times',
      { carrier: 'QQ', includedBaggage: [{ allowance: 'none' }] },
      { hasDetails: true, baggage: [{ label: 'Included baggage', words: 'none' }] },
    ],
  ])('%s', (_, overrides, expected) => {
    expect(view(overrides)).toMatchObject(expected);
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
    expect(listFlights(segments, context).map(({ heading }) => heading)).toEqual(expected);
  });
});
