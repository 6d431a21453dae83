import { expect, test } from '@jest/globals';
import type { SystemState } from '@ticketpost/monitoring';
import { findRetentionConcerns } from '../../src/overview/find-retention-concerns.ts';

const at = '2026-03-10T12:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(at) - days * 86_400_000).toISOString();
const nothing = { dead_letter: 0, quarantined: 0, owed_confirmation: 0 };

type LastRun = NonNullable<SystemState['retention']['lastRun']>;

const lastRun = (more: Partial<LastRun>): LastRun => ({
  v: 1,
  startedAt: daysAgo(0.1),
  endedAt: daysAgo(0.1),
  workedMs: 5,
  by: 'schedule',
  periods: { orders: 400, personal: 400, deadLetters: 90, quarantine: 90, audit: 400 },
  removed: {},
  expiring: {},
  failures: [],
  ...more,
});

const stateOf = (retention: SystemState['retention'], workerSince = daysAgo(9)): SystemState => ({
  at,
  queues: {
    events: { waiting: 0, delayed: 0, active: 0, completed: 0, failed: 0 },
    quarantine: 0,
  },
  confirmations: { owed: 0, noRecipient: 0, uncertain: 0, dead: 0 },
  deadLetters: { total: 0, byReason: {}, isComplete: true },
  throughput: { minutes: [], hours: [] },
  retention,
  processes: [
    { id: 'a', app: 'worker', host: 'h', startedAt: workerSince, seenAt: at, checks: {} },
  ],
});

const rows: [name: string, state: SystemState, expected: object[]][] = [
  [
    'a run of today',
    stateOf({ lastRun: lastRun({ completedAt: daysAgo(1) }), expiring: nothing }),
    [],
  ],
  ['no run of a worker that has just begun', stateOf({ expiring: nothing }, daysAgo(0.1)), []],
  [
    'no run of a worker that has lived for long',
    stateOf({ expiring: nothing }),
    [{ code: 'retention_stale', meaning: 'Workers do it once a day, and none did.' }],
  ],
  [
    'a run of three days ago',
    stateOf({ lastRun: lastRun({ completedAt: daysAgo(3) }), expiring: nothing }),
    [{ code: 'retention_stale', severity: 'wait' }],
  ],
  [
    'runs that fail since three days ago',
    stateOf({
      lastRun: lastRun({
        completedAt: daysAgo(3),
        failures: [{ step: 'audit_log', code: 'NOPERM' }],
      }),
      expiring: nothing,
    }),
    [
      {
        code: 'retention_stale',
        meaning: 'The last run could not do all of it: audit_log (NOPERM).',
      },
    ],
  ],
  [
    'what expires soon, with a way to it',
    stateOf({
      lastRun: lastRun({ completedAt: daysAgo(1) }),
      expiring: { dead_letter: 1200, quarantined: 1, owed_confirmation: 0 },
    }),
    [
      {
        code: 'expiring_dead_letter',
        count: 1200,
        what: '1,200 dead letters expire within 14 days',
        path: '/dead-letters',
      },
      {
        code: 'expiring_quarantined',
        what: '1 quarantined delivery expires within 14 days',
        path: '/quarantine',
      },
    ],
  ],
];

test.each(rows)('%s', (_name, state, expected) => {
  const found = findRetentionConcerns(state);
  expect(found).toHaveLength(expected.length);
  expect(found).toMatchObject(expected);
});
