import { expect, test } from '@jest/globals';
import { readInstant } from '../src/read-instant.ts';

test.each([
  ['2026-01-31', 'start', '2026-01-31T00:00:00.000Z'],
  ['2026-01-31', 'end', '2026-02-01T00:00:00.000Z'],
  ['2024-02-29', 'end', '2024-03-01T00:00:00.000Z'],
  ['2026-01-31T12:00:00Z', 'start', '2026-01-31T12:00:00.000Z'],
  ['2026-01-31T12:00:00Z', 'end', '2026-01-31T12:00:00.000Z'],
  ['2026-01-31t12:00:00.5z', 'start', '2026-01-31T12:00:00.500Z'],
  ['2026-01-31T12:00:00+08:00', 'start', '2026-01-31T04:00:00.000Z'],
] as const)('%s as a %s is %s', (text, edge, expected) => {
  expect(readInstant(text, edge)?.toISOString()).toBe(expected);
});

test.each([
  [''],
  ['yesterday'],
  ['2026-1-31'],
  ['2026-02-30'],
  ['2026-13-01'],
  ['2026-02-30T12:00:00Z'],
  ['2026-01-31T25:00:00Z'],
  ['2026-01-31T12:00:00'],
  ['2026-01-31 12:00:00Z'],
  ['1767225600000'],
])('%j names no instant', (text) => {
  expect(readInstant(text, 'start')).toBeUndefined();
});
