import { describe, expect, test } from '@jest/globals';
import { readFlightTimes } from '../../src/airports/flight-times.ts';

interface Case {
  of: string;
  from: [airport: string, time?: string];
  to: [airport: string, time?: string];
  told?: number;
  gives: { zones: [boolean, boolean]; minutes: number | undefined } | { zones: [boolean] } | null;
}

/** `gives.zones`: for departure and arrival, as far as they are kept, if their zones are known. */
const cases: Case[] = [
  {
    of: 'a flight between two zones lasts from instant to instant, whatever is told',
    from: ['CAN', '2026-11-24T08:30'],
    to: ['LHR', '2026-11-24T14:30'],
    told: 5,
    gives: { zones: [true, true], minutes: 840 },
  },
  {
    of: 'a flight across the date line may arrive before it left, by the clocks',
    from: ['AKL', '2026-11-24T20:00'],
    to: ['LAX', '2026-11-24T11:00'],
    gives: { zones: [true, true], minutes: 720 },
  },
  {
    of: 'an arrival that comes before the departure is left out',
    from: ['CAN', '2026-11-24T08:30'],
    to: ['HGH', '2026-11-24T08:29'],
    told: 135,
    gives: { zones: [true] },
  },
  {
    of: 'an arrival a year later is left out',
    from: ['CAN', '2026-11-24T08:30'],
    to: ['HGH', '2027-11-24T10:45'],
    gives: { zones: [true] },
  },
  {
    of: 'between two unknown airports the clocks decide, and only a told length is one',
    from: ['QQQ', '2026-11-24T08:30'],
    to: ['ZZZ', '2026-11-24T10:45'],
    told: 100,
    gives: { zones: [false, false], minutes: 100 },
  },
  {
    of: 'a told length is no length when no flight can be so long',
    from: ['CAN', '2026-11-24T08:30'],
    to: ['HGH', 'tomorrow'],
    told: 100_000,
    gives: { zones: [true] },
  },
  {
    of: 'an hour that comes twice has no zone that could be told',
    from: ['LHR', '2027-10-31T01:30'],
    to: ['CDG', '2027-10-31T05:30'],
    gives: { zones: [false, true], minutes: undefined },
  },
  {
    of: 'a departure that cannot be read leaves nothing',
    from: ['CAN', 'at noon'],
    to: ['HGH', '2026-11-24T10:45'],
    gives: null,
  },
];

describe('the times of a flight', () => {
  test.each(cases)('$of', ({ from, to, told, gives }) => {
    const times = readFlightTimes({
      departure: buildPlace(from),
      arrival: buildPlace(to),
      ...(told === undefined ? {} : { durationMinutes: told }),
    });
    const ends = times && [times.departure, ...(times.arrival ? [times.arrival] : [])];
    expect(ends?.map(({ zone }) => zone !== undefined)).toEqual(gives?.zones);
    if (gives !== null && 'minutes' in gives) expect(times?.minutes).toBe(gives.minutes);
  });
});

function buildPlace([airport, time]: [string, string?]) {
  return { airport, ...(time === undefined ? {} : { time }) };
}
