import { describe, expect, test } from '@jest/globals';
import { parseLocalTime } from '../src/local-time/parse-local-time.ts';

describe('a local time', () => {
  test.each([
    ['2026-11-24T08:30', 'Tue 24 Nov 2026', '08:30'],
    ['2026-11-24T00:00', 'Tue 24 Nov 2026', '00:00'],
    ['2026-11-24T23:59', 'Tue 24 Nov 2026', '23:59'],
    ['2026-11-24 08:30', 'Tue 24 Nov 2026', '08:30'],
    ['2026-11-24T08:30:00', 'Tue 24 Nov 2026', '08:30'],
    ['2028-02-29T06:05', 'Tue 29 Feb 2028', '06:05'],
    ['2026-09-01T06:05', 'Tue 1 Sep 2026', '06:05'],
    // The hour that clocks skip in Europe: no zone may move it.
    ['2027-03-28T02:30', 'Sun 28 Mar 2027', '02:30'],
  ])('%s is %s %s', (value, date, clock) => {
    expect(parseLocalTime(value)).toMatchObject({ date, clock });
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
});
