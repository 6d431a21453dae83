import { expect, test } from '@jest/globals';
import type { Ledger } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import { createMetrics } from '../src/metrics.ts';
import { measureAttempts } from '../src/measuring/measure-attempts.ts';
import { countConfirmations } from '../src/measuring/measured-confirmations.ts';
import { classifySubmit, countSubmits } from '../src/measuring/measured-submits.ts';
import type { SubmitOutcome } from '../src/mail/submit-outcome.ts';

/** What an order number, a mailbox or a mail server could bring. */
const hostile = ['ORDER/1', 'mara@example.com', '"}\nevil 1', '__proto__', ''.padEnd(10_000, 'x')];

async function scrape({ registry }: ReturnType<typeof createMetrics>, name: string) {
  const lines = (await registry.metrics()).split('\n');
  return lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

test('whatever comes from outside makes one time series more at most', async () => {
  const metrics = createMetrics();
  for (const value of hostile) {
    metrics.observeSupplierAnswer({ operation: value, outcome: value, durationMs: 5 });
    metrics.countSweptOrder(value);
    metrics.countPause(value);
    metrics.observeStage(value, 5);
  }
  expect(await scrape(metrics, 'ticketpost_supplier_answer_seconds_count')).toEqual([
    'ticketpost_supplier_answer_seconds_count{operation="other",outcome="other"} 5',
  ]);
  expect(await scrape(metrics, 'ticketpost_swept_orders_total')).toEqual([
    'ticketpost_swept_orders_total{standing="other"} 5',
  ]);
  expect(await scrape(metrics, 'ticketpost_worker_pauses_total')).toEqual([
    'ticketpost_worker_pauses_total{reason="other"} 5',
  ]);
  expect(await scrape(metrics, 'ticketpost_attempt_stage_seconds_count')).toEqual([
    'ticketpost_attempt_stage_seconds_count{stage="other"} 5',
  ]);
});

test('values that are foreseen keep their names', async () => {
  const metrics = createMetrics();
  metrics.observeSupplierAnswer({ operation: 'query', outcome: 'http_5xx', durationMs: 1500 });
  metrics.countSweptOrder('owed');
  metrics.countPause('login_refused');
  metrics.observeStage('asking the supplier', 1500);
  expect(await scrape(metrics, 'ticketpost_supplier_answer_seconds_sum')).toEqual([
    'ticketpost_supplier_answer_seconds_sum{operation="query",outcome="http_5xx"} 1.5',
  ]);
  expect(await scrape(metrics, 'ticketpost_swept_orders_total')).toHaveLength(1);
  expect(await scrape(metrics, 'ticketpost_worker_pauses_total')).toEqual([
    'ticketpost_worker_pauses_total{reason="login_refused"} 1',
  ]);
  expect(await scrape(metrics, 'ticketpost_attempt_stage_seconds_sum')).toEqual([
    'ticketpost_attempt_stage_seconds_sum{stage="asking_supplier"} 1.5',
  ]);
});

const refused = (reply: string, failureClass: 'permanent' | 'systemic'): SubmitOutcome => ({
  kind: 'refused',
  class: failureClass,
  code: 'mailbox_refused',
  reply,
  answer: reply,
});

test.each<[what: string, outcome: SubmitOutcome, expected: [string, string]]>([
  ['taken', { kind: 'accepted', answer: '250 ok', refusedCopies: 0 }, ['2xx', 'accepted']],
  ['refused', refused('550', 'permanent'), ['5xx', 'permanent']],
  ['put off', refused('451', 'systemic'), ['4xx', 'systemic']],
  ['never named', refused('ECONNREFUSED', 'systemic'), ['none', 'systemic']],
  ['refused with a number of no reply', refused('5000', 'permanent'), ['none', 'permanent']],
  ['lost', { kind: 'unknown', reply: '', answer: '' }, ['none', 'unknown']],
  ['held back', { kind: 'withheld' }, ['none', 'withheld']],
])('a mail that was %s is counted by the answer and its class', (_what, outcome, expected) => {
  expect(classifySubmit(outcome)).toEqual(expected);
});

test('a submit is counted once, and handed on as it ended', async () => {
  const counted: unknown[] = [];
  const submit = countSubmits(
    () => Promise.resolve(refused('550', 'permanent')),
    (...args) => counted.push(args),
  );
  const [mail, permit] = [{}, {}] as Parameters<typeof submit>;
  const outcome = await submit(mail, permit);
  expect(outcome).toEqual(refused('550', 'permanent'));
  expect(counted).toEqual([['5xx', 'permanent']]);
});

test('confirmations are counted when the ledger says that an attempt is done with them', async () => {
  const counted: string[] = [];
  const answers = ['done', 'lost', 'booking_changed'] as const;
  let asked = 0;
  const ledger: Pick<Ledger, 'recordSent' | 'giveUp'> = countConfirmations(
    {
      recordSent: () => (counted.length > 1 ? Promise.reject(new Error()) : Promise.resolve()),
      giveUp: () => Promise.resolve(answers[asked++] ?? 'done'),
    },
    (outcome) => counted.push(outcome),
  );
  const claim = { orderNo: 'O', ticketSetId: 's', token: 't' };
  const entry = { event: 'dead', deliveryId: 'd' } as const;
  const details = { sentAt: '', messageId: '', recipient: '', lastAnswer: '' };
  await ledger.recordSent(claim, details, entry);
  for (const expected of answers) {
    expect(await ledger.giveUp(claim, { state: 'no_recipient' }, entry)).toBe(expected);
  }
  await expect(ledger.recordSent(claim, details, entry)).rejects.toThrow();
  expect(counted).toEqual(['sent', 'no_recipient']);
});

test('each stage is timed from its own report to the next, also when the attempt breaks', async () => {
  const reported: string[] = [];
  const timed: [string, number][] = [];
  const attempt: Attempt = {
    jobId: 'j',
    name: 'order.ticketed',
    data: {},
    attempt: 1,
    isLast: false,
    report: (stage) => reported.push(stage),
  };
  const handle = measureAttempts(
    (stage, durationMs) => timed.push([stage, durationMs]),
    ({ report }) => {
      report('opening');
      report('claiming');
      return Promise.reject(new Error('broken'));
    },
  );
  await expect(handle(attempt)).rejects.toThrow('broken');
  expect(reported).toEqual(['opening', 'claiming']);
  expect(timed).toEqual([
    ['opening', expect.any(Number)],
    ['claiming', expect.any(Number)],
  ]);
});
