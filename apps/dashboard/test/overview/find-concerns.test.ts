import { describe, expect, test } from '@jest/globals';
import type { ProcessReport, SystemState } from '@ticketpost/monitoring';
import { describeConcerns, findConcerns } from '../../src/overview/find-concerns.ts';

const at = '2026-01-02T03:04:05.000Z';
const minutesAgo = (minutes: number) => new Date(Date.parse(at) - minutes * 60_000).toISOString();

function processOf(app: ProcessReport['app'], more: Partial<ProcessReport> = {}): ProcessReport {
  const checks = { redis: { status: 'ok' as const } };
  return { id: `${app}-1`, app, host: 'one', startedAt: at, seenAt: at, checks, ...more };
}

const well: SystemState = {
  at,
  queues: {
    events: { waiting: 3, delayed: 2, active: 1, completed: 100, failed: 0 },
    quarantine: 0,
  },
  oldestWaiting: { since: minutesAgo(1), ageMs: 60_000 },
  confirmations: { owed: 6, noRecipient: 0, uncertain: 0, dead: 0 },
  deadLetters: { total: 0, byReason: {}, isComplete: true },
  throughput: { minutes: [1], hours: [2] },
  retention: { expiring: { dead_letter: 0, quarantined: 0, owed_confirmation: 0 } },
  processes: [processOf('ingest'), processOf('worker'), processOf('dashboard')],
};

const pause = {
  state: 'paused' as const,
  since: minutesAgo(7),
  reason: 'login_refused',
  reply: '535',
  remedy: 'Check user and password in SMTP_URL.',
};

test('nothing needs a person while work is done', () => {
  expect(findConcerns(well)).toEqual([]);
});

const rows: [name: string, state: Partial<SystemState>, expected: object[]][] = [
  [
    'dead letters, by reason, each with a way to them',
    { deadLetters: { total: 3, byReason: { mailbox_refused: 2, odd: 1 }, isComplete: true } },
    [
      {
        code: 'dead_letters_mailbox_refused',
        severity: 'alarm',
        count: 2,
        what: '2 dead letters: mailbox_refused',
        path: '/dead-letters?reason=mailbox_refused',
      },
      { code: 'dead_letters_odd', count: 1, what: '1 dead letter: odd' },
    ],
  ],
  [
    'quarantine',
    { queues: { ...well.queues, quarantine: 1 } },
    [{ code: 'quarantine', what: '1 delivery in quarantine', path: '/quarantine' }],
  ],
  [
    'uncertain confirmations, and then those without a recipient',
    { confirmations: { ...well.confirmations, noRecipient: 1200, uncertain: 1 } },
    [
      { code: 'uncertain', severity: 'alarm', path: '/waiting/uncertain' },
      {
        code: 'no_recipient',
        severity: 'wait',
        what: '1,200 confirmations without a recipient',
        path: '/waiting/no_recipient',
      },
    ],
  ],
  [
    'no worker, and nothing about the jobs that wait for it',
    {
      processes: [processOf('ingest')],
      oldestWaiting: { since: minutesAgo(60), ageMs: 3_600_000 },
    },
    [{ code: 'no_worker', severity: 'alarm', what: 'No worker is alive' }],
  ],
  ['no ingest', { processes: [processOf('worker')] }, [{ code: 'no_ingest', severity: 'alarm' }]],
  [
    'a pause, with its cause and remedy, once for all workers',
    {
      processes: [
        processOf('ingest'),
        processOf('worker', {
          pause,
          checks: { mail_server: { status: 'failed' }, worker: { status: 'failed' } },
        }),
        processOf('worker', { pause: { ...pause, since: minutesAgo(3) } }),
      ],
    },
    [
      {
        code: 'paused',
        severity: 'alarm',
        count: 2,
        what: 'Sending is paused, for 7 min, by 2 workers',
        meaning: 'The mail server refuses our login. The answer was 535.',
        remedy: 'Check user and password in SMTP_URL.',
      },
    ],
  ],
  [
    'a trial after a pause',
    {
      processes: [
        processOf('ingest'),
        processOf('worker', { pause: { ...pause, state: 'on_trial', reply: '' } }),
      ],
    },
    [],
  ],
  [
    'a journal that is not empty',
    {
      processes: [
        processOf('worker'),
        processOf('ingest', { journal: { entries: 1, oldestAt: minutesAgo(12) } }),
      ],
    },
    [
      {
        code: 'journal_not_empty',
        severity: 'wait',
        what: '1 delivery in the journal of ingest on one, the oldest for 12 min',
      },
    ],
  ],
  [
    'a check that fails, before one that warns in two processes',
    {
      processes: [
        processOf('ingest', { checks: { settings: { status: 'warning', reason: 'odd' } } }),
        processOf('worker', {
          host: 'two',
          checks: {
            settings: { status: 'warning', reason: 'odd' },
            supplier: { status: 'failed' },
          },
        }),
      ],
    },
    [
      { code: 'check_failed', severity: 'alarm', what: 'The check supplier fails: worker on two' },
      {
        code: 'check_warning',
        severity: 'wait',
        what: 'The check settings warns: ingest on one, worker on two',
        meaning: 'odd',
      },
    ],
  ],
  [
    'jobs that no worker takes',
    { oldestWaiting: { since: minutesAgo(5), ageMs: 300_000 } },
    [{ code: 'jobs_wait', what: 'Jobs wait for a worker, the oldest for 5 min' }],
  ],
];

describe('what needs a person', () => {
  test.each(rows)('%s', (_name, change, expected) => {
    const concerns = findConcerns({ ...well, ...change });
    expect(concerns).toHaveLength(expected.length);
    expect(concerns).toMatchObject(expected);
  });
});

test.each([
  [0, 'All is well'],
  [1, '1 thing needs a person'],
  [3, '3 things need a person'],
])('%d concerns in words', (count, words) => {
  const concern = { code: 'x', severity: 'wait', what: 'x' } as const;
  expect(describeConcerns(Array.from({ length: count }, () => concern))).toBe(words);
});
