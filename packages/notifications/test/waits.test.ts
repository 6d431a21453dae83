import { describe, expect, test } from '@jest/globals';
import { formatDuration } from '../src/format-duration.ts';
import { planRepeat } from '../src/plan-repeat.ts';
import { readRetryAfter } from '../src/read-retry-after.ts';

const minute = 60_000;

describe('a message that was not taken', () => {
  test.each([
    ['after the first attempt, at the next interval', 1, undefined, 1],
    ['after the third, after four', 3, undefined, 4],
    ['after many, every half hour', 40, undefined, 30],
    ['no sooner than the receiver asks for', 1, 10 * minute, 10],
    ['no sooner than an interval, whatever it asks for', 1, 5, 1],
    ['after an hour at the latest', 1, 1000 * minute, 60],
  ])('is posted again %s', (_row, attempts, retryAfterMs, minutes) => {
    expect(planRepeat({ attempts, intervalMs: minute, retryAfterMs })).toBe(minutes * minute);
  });
});

describe('Retry-After', () => {
  const nowMs = Date.parse('2026-11-24T08:00:00Z');
  test.each([
    ['120', 120_000],
    [' 7 ', 7000],
    ['Tue, 24 Nov 2026 08:01:00 GMT', 60_000],
    ['Tue, 24 Nov 2026 07:01:00 GMT', 0],
    ['', 0],
    ['soon', 0],
    ['-5', 0],
  ])('%j is %d ms', (header, waitMs) => {
    expect(readRetryAfter(header, nowMs)).toBe(waitMs);
  });
});

test.each([
  [999, '1 s'],
  [-5, '0 s'],
  [12 * minute, '12 min'],
  [59.9 * minute, '60 min'],
  [180 * minute, '3 h'],
  [48 * 60 * minute, '2 d'],
])('%d ms are %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});
