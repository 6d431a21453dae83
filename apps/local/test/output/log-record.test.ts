import { expect, it } from '@jest/globals';
import { atLeastLevel, isLevelShown } from '../../src/output/log-record.ts';

it.each([
  ['info', 'info', true],
  ['error', 'warn', true],
  ['debug', 'info', false],
  ['fatal', 'silent', false],
  ['info', 'no-such-level', true],
])('a line of level %s is shown to who wants %s: %s', (level, wanted, isShown) => {
  expect(isLevelShown(level, wanted)).toBe(isShown);
});

it.each([
  ['silent', 'info'],
  ['warn', 'info'],
  ['info', 'info'],
  ['trace', 'trace'],
  ['no-such-level', 'no-such-level'],
])('who wants %s has a worker write %s', (wanted, written) => {
  expect(atLeastLevel(wanted, 'info')).toBe(written);
});
