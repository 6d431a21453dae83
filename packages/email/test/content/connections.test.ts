import { describe, expect, test } from '@jest/globals';
import type { Segment } from '@ticketpost/schema';
import { listFlights } from '../../src/content/flights-view.ts';
import { english } from '../build-view.ts';

const context = { airlines: [], travelling: new Set<undefined>(), language: english };

type End = [airport: string, time?: string];

function place([airport, time]: End) {
  return { airport, ...(time === undefined ? {} : { time: `2026-11-${time}` }) };
}

/** From Guangzhou to the first airport, and from the second to Paris. */
function connect(arrival: End, departure: End, directions: Segment['direction'][] = []) {
  const [first = 'outbound', second = 'outbound'] = directions;
  const [, flight] = listFlights(
    [
      { direction: first, departure: { airport: 'CAN' }, arrival: place(arrival) },
      { direction: second, departure: place(departure), arrival: { airport: 'CDG' } },
    ],
    context,
  );
  return flight?.connection;
}

describe('a connection', () => {
  test.each<[string, End, End, string | undefined]>([
    ['is told with its time', ['HGH', '24T10:45'], ['HGH', '24T12:00'], 'in Hangzhou: 1 h 15 min'],
    [
      'is found in any letter case',
      ['hgh', '24T10:45'],
      ['HGH', '24T12:00'],
      'in Hangzhou: 1 h 15 min',
    ],
    [
      'is told by the code of an unknown airport',
      ['X1X', '24T10:45'],
      ['X1X', '24T12:00'],
      'in X1X: 1 h 15 min',
    ],
    ['of a day is told', ['HGH', '24T10:45'], ['HGH', '25T10:45'], 'in Hangzhou: 24 h'],
    ['is not a stay of more than a day', ['HGH', '24T10:45'], ['HGH', '25T10:46'], undefined],
    ['is not told for flights that overlap', ['HGH', '24T10:45'], ['HGH', '24T10:00'], undefined],
    ['is not told for no time at all', ['HGH', '24T10:45'], ['HGH', '24T10:45'], undefined],
    ['is not told without a time', ['HGH'], ['HGH', '24T12:00'], undefined],
    [
      'is not told for a time that cannot be read',
      ['HGH', '24 noon'],
      ['HGH', '24T12:00'],
      undefined,
    ],
  ])('%s', (_, arrival, departure, expected) => {
    expect(connect(arrival, departure)?.text).toBe(expected && `Connection ${expected}`);
  });

  const orly = 'Paris Orly Airport (ORY)';
  const hangzhou = 'Hangzhou Xiaoshan International Airport (HGH)';
  test.each<[string, End, End, string | undefined]>([
    [
      'names both airports, with the time between their zones',
      ['HGH', '24T10:45'],
      ['ORY', '24T07:00'],
      `, 3 h 15 min: you arrive at ${hangzhou} and leave from ${orly}`,
    ],
    [
      'has no time where a zone is unknown',
      ['X1X', '24T10:45'],
      ['ORY', '24T12:00'],
      `: you arrive at X1X and leave from ${orly}`,
    ],
    ['has no time without times', ['X1X'], ['ORY'], `: you arrive at X1X and leave from ${orly}`],
    ['is not told after a day', ['ORY', '24T10:45'], ['HGH', '26T12:00'], undefined],
    ['is not told for flights that overlap', ['ORY', '24T10:45'], ['HGH', '24T12:00'], undefined],
  ])('to another airport %s', (_, arrival, departure, expected) => {
    expect(connect(arrival, departure)?.text).toBe(expected && `Change of airport${expected}`);
  });

  test.each<[string, End, End, boolean]>([
    ['is marked when one leaves on the next date', ['HGH', '24T22:00'], ['HGH', '25T07:00'], true],
    ['is not marked by day', ['HGH', '24T01:00'], ['HGH', '24T07:00'], false],
    ['is not marked without times', ['HGH'], ['ORY'], false],
  ])('overnight %s', (_, arrival, departure, isOvernight) => {
    expect(connect(arrival, departure)?.isOvernight).toBe(isOvernight);
  });

  test('counts the hours that pass when clocks change in between', () => {
    const [, flight] = listFlights(
      [
        { departure: { airport: 'CAN' }, arrival: { airport: 'CDG', time: '2026-10-24T22:00' } },
        { departure: { airport: 'CDG', time: '2026-10-25T08:00' }, arrival: { airport: 'HGH' } },
      ],
      context,
    );
    expect(flight?.connection).toEqual({ text: 'Connection in Paris: 11 h', isOvernight: true });
  });

  test('is not one between two directions', () => {
    const times: [End, End] = [
      ['HGH', '24T10:45'],
      ['HGH', '24T12:00'],
    ];
    expect(connect(...times, ['outbound', 'return'])).toBeUndefined();
  });

  test('is not one where one flies back, also without directions', () => {
    const [, flight] = listFlights(
      [
        { departure: { airport: 'CAN' }, arrival: { airport: 'HGH', time: '2026-11-24T10:45' } },
        { departure: { airport: 'HGH', time: '2026-11-24T18:00' }, arrival: { airport: 'CAN' } },
      ],
      context,
    );
    expect(flight?.connection).toBeUndefined();
  });
});
