import { expect, it } from '@jest/globals';
import { decideRestart } from '../../src/processes/restart-policy.ts';

const policy = { delaysMs: [100, 200], stableAfterMs: 1000 };

it.each([
  ['the first end', 0, 10, { kind: 'restart', delayMs: 100, restartsInARow: 1 }],
  ['the second end in a row', 1, 10, { kind: 'restart', delayMs: 200, restartsInARow: 2 }],
  ['one end too many', 2, 10, { kind: 'give-up' }],
  ['an end after a long good run', 2, 1000, { kind: 'restart', delayMs: 100, restartsInARow: 1 }],
])('decides after %s', (_name, restartsInARow, uptimeMs, decision) => {
  expect(decideRestart(policy, { restartsInARow, uptimeMs })).toEqual(decision);
});
