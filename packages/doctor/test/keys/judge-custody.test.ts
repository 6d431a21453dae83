import { expect, test } from '@jest/globals';
import type { CustodyState, ProcessReport } from '@ticketpost/monitoring';
import { judgeCustody, mostSeals } from '../../src/keys/judge-custody.ts';

const before = '2026-01-02T03:00:00.000Z';
const counted = '2026-01-02T04:00:00.000Z';
const processWith = (ids: string[], more: Partial<ProcessReport> = {}): ProcessReport => ({
  id: 'worker-1',
  app: 'worker',
  host: 'here',
  startedAt: before,
  seenAt: counted,
  checks: {},
  keys: { ids, sealsSince: before },
  ...more,
});
const stateOf = (
  values: NonNullable<CustodyState['census']>['values'],
  more: Partial<CustodyState> = {},
): CustodyState => ({
  census: { beganAt: counted, endedAt: counted, values },
  seals: {},
  ...more,
});
const resealed = { keyId: 'k2', endedAt: counted };
const judge = (
  state: CustodyState,
  processes = [processWith(['k2', 'k1'])],
  keyIds: readonly [string, ...string[]] = ['k2', 'k1'],
) =>
  judgeCustody({ keyIds, state, processes }).map(
    ({ name, status, finding }) => `${name} ${status}: ${finding}`,
  );

test.each([
  [
    'the old key still opens something',
    judge(stateOf({ orders: { k2: 5, k1: 3 }, event_jobs: { k1: 1 } }, { resealed })),
    'keys.former ok: keep the key "k1": it sealed 3 in orders, 1 in event_jobs. `ticketpost reseal` seals them anew',
  ],
  [
    'the old key opens nothing any more',
    judge(stateOf({ orders: { k2: 8 } }, { resealed })),
    'keys.former ok: the key "k1" may go: nothing is sealed with it, and nobody seals with it',
  ],
  [
    'nothing is sealed with the old key, but orders may be found by it',
    judge(stateOf({ orders: { k2: 8 } })),
    'keys.former ok: keep the key "k1": nothing is sealed with it, but run `ticketpost reseal` first, which also moves by what orders are found',
  ],
  [
    'a process seals with the old key',
    judge(stateOf({ orders: { k2: 8 } }, { resealed }), [processWith(['k1', 'k2'])]),
    'keys.rotation warning: worker on here (worker-1) still seals with "k1": put "k2" first in its PAYLOAD_KEYS, then seal anew once more',
  ],
  [
    'a process began to seal with the new key after the count',
    judge(stateOf({ orders: { k2: 8 } }, { resealed }), [
      processWith(['k2', 'k1'], {
        keys: { ids: ['k2', 'k1'], sealsSince: '2026-01-02T05:00:00.000Z' },
      }),
    ]),
    expect.stringContaining('keep the key "k1"'),
  ],
  [
    'a process lacks the key that seals here',
    judge(stateOf({}), [processWith(['k1'])]),
    'keys.rotation warning: worker on here (worker-1) has no key "k2": add it to its PAYLOAD_KEYS, behind the first',
  ],
  [
    'a key is lost',
    judge(stateOf({ orders: { k0: 2, k2: 1 } })),
    'keys.lost failed: PAYLOAD_KEYS has no key "k0", which sealed 2 in orders',
  ],
  [
    'something is of no form that is known',
    judge(stateOf({ orders: { 'other keys': 2, k2: 1 } })),
    'keys.lost failed: values are sealed with keys that nobody can name, or of no form that this version knows: 2 in orders',
  ],
  [
    'nothing was counted yet',
    judge({ seals: {} }),
    'keys.census skipped: what is sealed has not been counted yet: a worker does, or `ticketpost reseal --dry-run`',
  ],
  [
    'a key has sealed half of what it may',
    judge({ seals: { k2: mostSeals / 2 } }),
    'keys.limit warning: the key "k2" has sealed 2147483648 values, and may seal 4294967296',
  ],
  [
    'a key has sealed all that it may',
    judge({ seals: { k2: mostSeals } }),
    expect.stringMatching(/^keys\.limit failed/),
  ],
])('when %s, it is said', (_when, found, expected) => {
  expect(found).toContainEqual(expected);
});

test('a lost key has its remedy', () => {
  const found = judgeCustody({
    keyIds: ['k2'],
    state: stateOf({ orders: { k1: 2 } }),
    processes: [],
  });
  expect(found.find(({ name }) => name === 'keys.lost')?.remedy).toBe(
    'Put key "k1" back into PAYLOAD_KEYS, behind the current one.',
  );
});

test('one key that seals everything leaves nothing to do', () => {
  const state = stateOf({ orders: { k1: 2 } });
  expect(judge(state, [processWith(['k1'])], ['k1'])).toEqual([
    `keys.census ok: "k1" seals; counted at ${counted}: 2 in orders`,
  ]);
});
