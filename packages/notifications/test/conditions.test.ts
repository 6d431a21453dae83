import { describe, expect, test } from '@jest/globals';
import type { ProcessReport } from '@ticketpost/monitoring';
import { findConditions } from '../src/find-conditions.ts';
import { followConditions, type ConditionMemory } from '../src/follow-conditions.ts';
import { titleOf } from '../src/title-of.ts';

const nowMs = Date.parse('2026-11-24T12:00:00Z');
const ago = (ms: number) => new Date(nowMs - ms).toISOString();
const minute = 60_000;

const report = (app: ProcessReport['app'], more: Partial<ProcessReport> = {}): ProcessReport => ({
  id: `${app}-1`,
  app,
  host: `${app}-host`,
  startedAt: ago(60 * minute),
  seenAt: ago(0),
  checks: {},
  ...more,
});
const pause = (
  reason = 'login_refused',
  state: 'paused' | 'on_trial' = 'paused',
  since = ago(2 * minute),
) => ({ state, since, reason, reply: '535', remedy: 'check user and password in SMTP_URL' });

const idle = [report('ingest'), report('worker')];
const paused = (reason?: string, state?: 'paused' | 'on_trial') => [
  report('ingest'),
  report('worker', { pause: pause(reason, state) }),
];
const journal = (entries: number, oldestMs?: number) => [
  report('ingest', {
    journal: { entries, ...(oldestMs === undefined ? {} : { oldestAt: ago(oldestMs) }) },
  }),
];
const check = (name: string, status: 'failed' | 'warning', reason?: string) => [
  report('worker', {
    checks: { [name]: { status, ...(reason === undefined ? {} : { reason }) } },
  }),
];

/** What is told at each look, as titles. */
function watch(looks: readonly (readonly ProcessReport[])[]): string[][] {
  let memory: ConditionMemory | undefined;
  return looks.map((processes) => {
    const sight = followConditions(findConditions(processes, nowMs), memory, {
      nowMs,
      reporting: new Set(processes.map(({ app }) => app)),
    });
    ({ memory } = sight);
    return sight.concerns.map(titleOf);
  });
}

describe('what is told of processes', () => {
  const loginRefused = '1 worker takes no jobs: login_refused';
  test.each<[string, (readonly ProcessReport[])[], string[][]]>([
    ['nothing, when all is well', [idle, idle], [[], []]],
    ['a pause, once', [paused(), paused()], [[loginRefused], []]],
    [
      'the end of a pause',
      [paused(), idle, idle],
      [[loginRefused], ['Over: workers take jobs again (login_refused)'], []],
    ],
    [
      'no end while mails are tried one by one',
      [paused(), paused(undefined, 'on_trial')],
      [[loginRefused], []],
    ],
    ['no trial that is over in a moment', [paused(undefined, 'on_trial'), idle], [[], []]],
    [
      'a pause that goes on for another reason',
      [paused(), paused('mail_server_unreachable'), idle],
      [
        [loginRefused],
        ['1 worker takes no jobs: mail_server_unreachable'],
        ['Over: workers take jobs again (mail_server_unreachable)'],
      ],
    ],
    [
      'no end by the death of all who pause',
      [paused(), [report('ingest')], paused()],
      [[loginRefused], [], []],
    ],
    [
      'a journal that is not drained, seen twice',
      [journal(3, 6 * minute), journal(3, 7 * minute), journal(0)],
      [
        [],
        ['3 deliveries in the journal of ingest'],
        ['Over: no delivery stands in a journal for long'],
      ],
    ],
    ['no journal that was just filled', [journal(9, minute), journal(9, minute)], [[], []]],
    [
      'a journal that cannot be written',
      [
        [
          report('ingest', {
            checks: { journal: { status: 'warning', reason: 'the disk is full' } },
          }),
        ],
        [
          report('ingest', {
            checks: { journal: { status: 'warning', reason: 'the disk is full' } },
          }),
        ],
      ],
      [[], ['1 journal of ingest cannot be written']],
    ],
    [
      'a supplier that refuses us, though that is a warning',
      [check('supplier', 'warning', 'refused'), check('supplier', 'warning', 'refused'), idle],
      [[], ['1 process has trouble: supplier'], ['Over: supplier is well again']],
    ],
    [
      'keys that are not at hand, though that is a warning',
      [check('payload_keys', 'warning', 'k0'), check('payload_keys', 'warning', 'k0')],
      [[], ['1 process has trouble: payload_keys']],
    ],
    [
      'no other warning',
      [check('supplier', 'warning', 'throttled'), check('supplier', 'warning', 'throttled')],
      [[], []],
    ],
    [
      'no check that fails by a pause',
      [check('mail_server', 'failed'), check('worker', 'failed')],
      [[], []],
    ],
    [
      'nothing that was over before it was told',
      [check('disk', 'failed'), idle, idle],
      [[], [], []],
    ],
  ])('%s', (_row, looks, told) => {
    expect(watch(looks)).toEqual(told);
  });
});

describe('a pause', () => {
  test('is told with its cause, the answer, the remedy, and since when', () => {
    const two = [
      report('worker', { pause: pause('login_refused', 'paused', ago(minute)) }),
      report('worker', { host: 'other', pause: pause('login_refused', 'paused', ago(3 * minute)) }),
    ];
    expect(findConditions(two, nowMs)).toEqual([
      {
        key: 'paused login_refused',
        app: 'worker',
        mayPass: false,
        concern: {
          kind: 'paused',
          count: 2,
          where: ['other', 'worker-host'],
          reason: 'login_refused',
          answer: '535',
          meaning:
            'The mail server refuses our login. No confirmation goes out, and none loses an attempt.',
          remedy: 'Check user and password in SMTP_URL.',
          since: ago(3 * minute),
        },
      },
    ]);
  });

  test.each([
    ['535', '535'],
    ['535 5.7.8', '535 5.7.8'],
    ['ECONNREFUSED', 'ECONNREFUSED'],
    ['', undefined],
    ['550 mia@example.com', undefined],
    ['535\nCall us', undefined],
  ])('with the reply %j is told with the answer %j', (reply, answer) => {
    const [condition] = findConditions([report('worker', { pause: { ...pause(), reply } })], nowMs);
    expect(condition?.concern.answer).toBe(answer);
  });
});

describe('of a report that somebody else wrote', () => {
  const words = 'Ring 0900 MALLORY, see https://mallory.test/login';
  const hostile = { status: 'failed', reason: words, remedy: words } as const;
  const names = ['supplier', 'payload_keys', 'clock', 'redis_settings', 'disk', '__proto__', words];
  const forged: [string, ProcessReport, string[]][] = [
    ...names.map((name): [string, ProcessReport, string[]] => [
      `the check ${name}`,
      report('ingest', { checks: Object.fromEntries([[name, hostile]]) }),
      [name === words ? 'unknown' : name],
    ]),
    [
      'what an ingest says of its journal',
      report('ingest', { checks: { journal: { ...hostile, status: 'warning' } } }),
      ['journal_refuses'],
    ],
    [
      'a pause',
      report('worker', {
        pause: {
          state: 'paused',
          since: `2026-11-24 11:00 UTC (${words})`,
          reason: words,
          reply: words,
          remedy: words,
        },
      }),
      ['paused unknown', '2026-11-24T11:00:00.000Z'],
    ],
    [
      'how long a journal waits',
      report('ingest', { journal: { entries: 1, oldestAt: `2026-11-24 11:00 UTC (${words})` } }),
      ['journal_waits', '2026-11-24T11:00:00.000Z'],
    ],
  ];

  test.each(['__proto__', 'constructor', words])(
    'the warning of a check %s is not told',
    (name) => {
      const checks = Object.fromEntries([[name, { ...hostile, status: 'warning' as const }]]);
      expect(findConditions([report('ingest', { checks })], nowMs)).toEqual([]);
    },
  );

  test.each(forged)('%s comes without its words', (_row, process, told) => {
    const conditions = findConditions([{ ...process, host: words }], nowMs);
    const text = JSON.stringify(conditions);
    expect(conditions).toHaveLength(1);
    expect(text).not.toMatch(/mallory|0900|ring|https/i);
    for (const one of told) expect(text).toContain(one);
  });

  test.each([
    ['worker-1', 'worker-1'],
    ['worker-1.inside.test', 'worker-1'],
    ['3f2a9c01b7de', '3f2a9c01b7de'],
    ['mallory.test/login', 'unknown'],
    ['ring us', 'unknown'],
    ['', 'unknown'],
  ])('the host %j is named %j', (host, named) => {
    const [condition] = findConditions([report('worker', { host, pause: pause() })], nowMs);
    expect(condition?.concern.where).toEqual([named]);
  });
});

describe('a check or journal that is not well is told in our own words', () => {
  test.each<[string, ProcessReport, string, RegExp]>([
    [
      'the supplier',
      report('worker', { checks: { supplier: { status: 'warning', reason: 'refused' } } }),
      'The supplier refuses us. Confirmations wait meanwhile.',
      /^Check ATLAS_CLIENT_ID/,
    ],
    [
      'a key',
      report('worker', { checks: { payload_keys: { status: 'warning' } } }),
      'Something stored does not open with the keys at hand.',
      /PAYLOAD_KEYS/,
    ],
    [
      'an unknown check',
      report('dashboard', { checks: { disk: { status: 'failed', reason: 'is full' } } }),
      'The check disk fails, which this version does not know.',
      /readyz/,
    ],
    [
      'a full disk',
      report('ingest', {
        checks: {
          journal: {
            status: 'warning',
            reason: '/journal: the disk is full: free some space (ENOSPC)',
          },
        },
      }),
      'The disk is full. While Redis is away, deliveries are turned away.',
      /JOURNAL_DIR/,
    ],
  ])('%s', (_row, process, meaning, remedy) => {
    const [condition] = findConditions([process], nowMs);
    expect(condition?.concern.meaning).toBe(meaning);
    expect(condition?.concern.remedy).toMatch(remedy);
  });
});
