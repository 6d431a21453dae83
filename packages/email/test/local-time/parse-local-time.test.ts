import { describe, expect, test } from '@jest/globals';
import { countMinutes, parseLocalTime } from '../../src/local-time/parse-local-time.ts';

describe('a local time', () => {
  test.each([
    ['2026-11-24T08:30', [2026, 11, 24, 8, 30]],
    ['2026-11-24T00:00', [2026, 11, 24, 0, 0]],
    ['2026-11-24T23:59', [2026, 11, 24, 23, 59]],
    ['2026-11-24 08:30', [2026, 11, 24, 8, 30]],
    ['2026-11-24T08:30:59', [2026, 11, 24, 8, 30]],
    [' 2026-11-24T08:30 ', [2026, 11, 24, 8, 30]],
    ['2028-02-29T06:05', [2028, 2, 29, 6, 5]],
    // The hour that clocks skip in Europe: no zone may move it.
    ['2027-03-28T02:30', [2027, 3, 28, 2, 30]],
  ])('%s is %p', (value, expected) => {
    const time = parseLocalTime(value);
    expect(time && [time.year, time.month, time.date, time.hour, time.minute]).toEqual(expected);
  });

  test.each([
    ['2026-11-24T08:30Z'],
    ['2026-11-24T08:30+08:00'],
    ['2026-02-30T08:30'],
    ['2026-13-01T08:30'],
    ['2026-00-10T08:30'],
    ['0001-01-01T08:30'],
    ['2026-11-24T24:00'],
    ['2026-11-24T08:60'],
    ['2026-11-24'],
    ['08:30'],
    ['202611240830'],
    ['24/11/2026 08:30'],
    ['tomorrow'],
    [''],
  ])('is not read from "%s"', (value) => {
    expect(parseLocalTime(value)).toBeUndefined();
  });

  test('counts days over the end of a year', () => {
    const [eve, newYear] = ['2026-12-31T23:00', '2027-01-01T01:00'].map(parseLocalTime);
    expect((newYear?.day ?? 0) - (eve?.day ?? 0)).toBe(1);
  });

  test('counts minutes over the end of a month', () => {
    const [before, after] = ['2026-11-30T23:50', '2026-12-01T00:20'].map(parseLocalTime);
    expect(before && after && countMinutes(after) - countMinutes(before)).toBe(30);
  });
});
