import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatOffset } from '../../src/airports/format-offset.ts';
import { findOffsetMinutes } from '../../src/airports/offset-minutes.ts';
import { parseLocalTime } from '../../src/local-time/parse-local-time.ts';
import { airportZones } from './airport-zones.ts';

function findOffset(timeZone: string, time: string): string | undefined {
  const local = parseLocalTime(time);
  if (local === undefined) throw new Error(`no local time: ${time}`);
  const minutes = findOffsetMinutes(timeZone, local);
  return minutes === undefined ? undefined : formatOffset(minutes);
}

describe('the UTC offset of a local time', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-24T08:30', '+08:00'],
    ['Europe/London', '2026-07-01T08:30', '+01:00'],
    ['Europe/London', '2026-12-01T08:30', '+00:00'],
    ['Europe/Dublin', '2026-07-01T08:30', '+01:00'],
    ['Europe/Oslo', '2027-02-01T08:30', '+01:00'],
    ['America/New_York', '2027-07-01T08:30', '-04:00'],
    ['America/St_Johns', '2027-01-01T08:30', '-03:30'],
    ['Asia/Kathmandu', '2027-01-01T08:30', '+05:45'],
    ['Australia/Lord_Howe', '2027-01-01T08:30', '+11:00'],
    ['Australia/Lord_Howe', '2027-07-01T08:30', '+10:30'],
    ['Pacific/Kiritimati', '2027-01-01T08:30', '+14:00'],
  ])('in %s at %s is %s', (timeZone, time, offset) => {
    expect(findOffset(timeZone, time)).toBe(offset);
  });

  test.each([
    ['before clocks go forward', '2027-03-28T00:59', '+00:00'],
    ['in the hour that is skipped', '2027-03-28T01:30', undefined],
    ['after clocks went forward', '2027-03-28T02:00', '+01:00'],
    ['before clocks go back', '2027-10-31T00:59', '+01:00'],
    ['in the hour that comes twice', '2027-10-31T01:30', undefined],
    ['after clocks went back', '2027-10-31T02:00', '+00:00'],
  ])('in London %s, %s, is %s', (_when, time, offset) => {
    expect(findOffset('Europe/London', time)).toBe(offset);
  });

  test.each([
    [
      'an hour that comes twice where winter is the time that deviates',
      'Europe/Dublin',
      '2027-10-31T01:30',
    ],
    ['half an hour that comes twice', 'Australia/Lord_Howe', '2027-04-04T01:45'],
    ['an hour that comes twice south of the equator', 'Pacific/Auckland', '2027-04-04T02:30'],
    ['an hour that comes twice in the west', 'America/New_York', '2026-11-01T01:30'],
    ['a zone nobody knows', 'Atlantis/Poseidonis', '2027-01-01T08:30'],
    ['the name of a property of every object', 'constructor', '2027-01-01T08:30'],
    ['a year for which no rules are known', 'Europe/London', '2450-01-01T08:30'],
    ['a year of local mean time', 'Europe/Amsterdam', '1900-01-01T08:30'],
    ['a day before the zone took its rule of today', 'Europe/Moscow', '2012-07-01T08:30'],
  ])('is not told for %s', (_why, timeZone, time) => {
    expect(findOffset(timeZone, time)).toBeUndefined();
  });

  test('leads, wherever it is told, to the instant at which the clocks there show that time', () => {
    const minutes = fc.integer({
      min: Date.UTC(2025, 0, 1) / 60_000,
      max: Date.UTC(2035, 0, 1) / 60_000,
    });
    fc.assert(
      fc.property(fc.constantFrom(...airportZones), minutes, (timeZone, minute) => {
        const time = new Date(minute * 60_000).toISOString().slice(0, 16);
        const offset = findOffset(timeZone, time);
        if (offset === undefined) return;
        expect(showClocks(timeZone, new Date(`${time}:00${offset}`))).toBe(time);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is told for nearly all airports the whole year round', () => {
    const times = ['2027-01-15T12:00', '2027-04-15T12:00', '2027-07-15T12:00', '2027-12-15T12:00'];
    const untold = airportZones.filter((timeZone) =>
      times.some((time) => findOffset(timeZone, time) === undefined),
    );
    // Those whose law changed so lately that not all data have it yet.
    expect(untold.length).toBeLessThan(airportZones.length / 20);
  });
});

function showClocks(timeZone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return parts.format(instant).replace(' ', 'T');
}
