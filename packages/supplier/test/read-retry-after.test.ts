import { expect, test } from '@jest/globals';
import { readRetryAfter } from '../src/read-retry-after.ts';

const nowMs = Date.parse('2031-09-14T06:40:00Z');

test.each<[string, string | undefined, unknown, number]>([
  ['nothing is a second', undefined, undefined, 1_000],
  ['a header in seconds', '7', undefined, 7_000],
  ['a header with blanks', ' 7 ', undefined, 7_000],
  ['a header with a date', 'Sun, 14 Sep 2031 06:40:30 GMT', undefined, 30_000],
  ['a date gone by', 'Sun, 14 Sep 2031 06:39:00 GMT', undefined, 1_000],
  ['a date of next year', 'Mon, 13 Sep 2032 06:40:00 GMT', undefined, 600_000],
  ['a header of zero', '0', undefined, 1_000],
  ['a header that is neither', 'soon', undefined, 1_000],
  ['a header below zero', '-5', undefined, 1_000],
  ['a body with a number', undefined, 3, 3_000],
  ['a body with a string', undefined, '3', 3_000],
  ['a body with part of a second', undefined, 0.25, 250],
  ['a body with less than a millisecond', undefined, 0.0001, 1],
  ['a body with a word', undefined, 'soon', 1_000],
  ['a body with null', undefined, null, 1_000],
  ['a body with a list', undefined, [3], 1_000],
  ['a body below zero', undefined, -3, 1_000],
  ['the most seconds that are believed', undefined, 600, 600_000],
  ['more seconds than are believed', undefined, 999, 600_000],
  ['a thousand is milliseconds', undefined, 1_000, 1_000],
  ['a string of milliseconds', undefined, '60000', 60_000],
  ['a time since 1970 is the longest wait', undefined, nowMs, 600_000],
  ['the longer of both, in the header', '9', 3, 9_000],
  ['the longer of both, in the body', '3', 9, 9_000],
  ['the body where the header cannot be read', 'soon', 9, 9_000],
])('%s', (_name, header, inBody, waitMs) => {
  expect(readRetryAfter({ header, inBody, nowMs })).toBe(waitMs);
});
