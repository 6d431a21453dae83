import { expect, test } from '@jest/globals';
import type { CustodyState, SystemState } from '@ticketpost/monitoring';
import { createMetrics } from '../../src/metrics/create-metrics.ts';

const state: SystemState = {
  at: '2026-01-02T03:04:05.678Z',
  queues: {
    events: { waiting: 5, delayed: 4, active: 3, completed: 2, failed: 9 },
    quarantine: 7,
  },
  oldestWaiting: { since: '2026-01-02T03:04:00.000Z', ageMs: 5678 },
  confirmations: {
    owed: 12,
    noRecipient: 4,
    uncertain: 2,
    dead: 1,
    oldestOwed: { orderNo: 'ORDER-1', since: '2026-01-02T03:03:05.000Z', ageMs: 60_678 },
    oldestNoRecipient: { orderNo: 'ORDER-2', since: '2026-01-02T03:04:02.678Z', ageMs: 3000 },
  },
  deadLetters: {
    total: 9,
    byReason: { mailbox_refused: 5, ORDER_1_mara_example_com: 3, 'x"}\n evil 1': 1 },
    isComplete: true,
  },
  throughput: { minutes: [], hours: [] },
  retention: { expiring: { dead_letter: 2, quarantined: 0, owed_confirmation: 1 } },
  processes: [
    { id: 'a', app: 'worker', host: 'h', startedAt: '', seenAt: '', checks: {} },
    { id: 'b', app: 'worker', host: 'h', startedAt: '', seenAt: '', checks: {} },
  ],
};
const noon = 1_767_355_200_000;
const readCustody = () => Promise.resolve<CustodyState>({ seals: {} });

/** The samples of our own metrics. */
async function scrape(registry: ReturnType<typeof createMetrics>): Promise<string[]> {
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith('ticketpost_'));
}

test('what Redis holds, with reasons that nobody foresaw under one label', async () => {
  const registry = createMetrics({
    readCustody,
    readState: () => Promise.resolve(state),
    now: () => noon,
  });
  expect(await scrape(registry)).toEqual([
    'ticketpost_redis_up 1',
    'ticketpost_state_read_timestamp_seconds 1767355200',
    'ticketpost_queue_jobs{state="waiting"} 5',
    'ticketpost_queue_jobs{state="delayed"} 4',
    'ticketpost_queue_jobs{state="active"} 3',
    'ticketpost_queue_jobs{state="completed"} 2',
    'ticketpost_queue_jobs{state="dead_letter"} 9',
    'ticketpost_oldest_waiting_job_age_seconds 5.678',
    'ticketpost_owed_confirmations{kind="in_progress"} 5',
    'ticketpost_owed_confirmations{kind="no_recipient"} 4',
    'ticketpost_owed_confirmations{kind="uncertain"} 2',
    'ticketpost_owed_confirmations{kind="dead"} 1',
    'ticketpost_oldest_owed_confirmation_age_seconds 60.678',
    'ticketpost_oldest_no_recipient_age_seconds 3',
    'ticketpost_dead_letters{reason="other"} 4',
    'ticketpost_dead_letters{reason="mailbox_refused"} 5',
    'ticketpost_quarantined_deliveries 7',
    'ticketpost_retention_last_run_timestamp_seconds 0',
    'ticketpost_retention_expiring{kind="dead_letter"} 2',
    'ticketpost_retention_expiring{kind="quarantined"} 0',
    'ticketpost_retention_expiring{kind="owed_confirmation"} 1',
    'ticketpost_live_processes{app="ingest"} 0',
    'ticketpost_live_processes{app="worker"} 2',
    'ticketpost_live_processes{app="dashboard"} 0',
  ]);
});

test('zeros where nothing waits, and no dead letters before all of them are counted', async () => {
  const quiet: SystemState = {
    at: state.at,
    queues: state.queues,
    throughput: state.throughput,
    retention: { expiring: { dead_letter: 0, quarantined: 0, owed_confirmation: 0 } },
    processes: [],
    confirmations: { owed: 0, noRecipient: 0, uncertain: 0, dead: 0 },
    deadLetters: { total: 3, byReason: { mailbox_refused: 3 }, isComplete: false },
  };
  const lines = await scrape(
    createMetrics({ readCustody, readState: () => Promise.resolve(quiet) }),
  );
  expect(lines).toContain('ticketpost_oldest_waiting_job_age_seconds 0');
  expect(lines).toContain('ticketpost_oldest_owed_confirmation_age_seconds 0');
  expect(lines.filter((line) => line.startsWith('ticketpost_dead_letters'))).toEqual([]);
});

test('a reason that is gone is not shown any longer', async () => {
  let now = noon;
  let current = state;
  const registry = createMetrics({
    readCustody,
    readState: () => Promise.resolve(current),
    now: () => now,
  });
  expect(await scrape(registry)).toContain('ticketpost_dead_letters{reason="mailbox_refused"} 5');
  current = { ...state, deadLetters: { total: 0, byReason: {}, isComplete: true } };
  now += 5000;
  const lines = await scrape(registry);
  expect(lines.filter((line) => line.startsWith('ticketpost_dead_letters'))).toEqual([
    'ticketpost_dead_letters{reason="other"} 0',
  ]);
});

test.each([
  ['refuses', () => Promise.reject(new Error('ECONNREFUSED'))],
  ['says nothing', () => new Promise<never>(() => undefined)],
])('numbers vanish while Redis %s, and come back', async (_what, fail) => {
  let now = noon;
  let read: () => Promise<SystemState> = () => Promise.resolve(state);
  const registry = createMetrics({
    readCustody,
    readState: () => read(),
    timeoutMs: 20,
    now: () => now,
  });
  await scrape(registry);
  read = fail;
  now += 60_000;
  expect(await scrape(registry)).toEqual([
    'ticketpost_redis_up 0',
    // When they were last known, not what they were.
    'ticketpost_state_read_timestamp_seconds 1767355200',
  ]);
  read = () => Promise.resolve(state);
  now += 60_000;
  expect(await scrape(registry)).toContain('ticketpost_quarantined_deliveries 7');
});

test('before Redis was ever there nothing is said of it', async () => {
  const registry = createMetrics({
    readCustody,
    readState: () => Promise.reject(new Error('gone')),
  });
  expect(await scrape(registry)).toEqual(['ticketpost_redis_up 0']);
});

test('one reading serves all metrics, and all who ask in the same moment', async () => {
  let readings = 0;
  let now = noon;
  const registry = createMetrics({
    readCustody,
    readState: () => {
      readings += 1;
      return Promise.resolve(state);
    },
    now: () => now,
  });
  await Promise.all([scrape(registry), scrape(registry)]);
  expect(readings).toBe(1);
  now += 2000;
  await scrape(registry);
  expect(readings).toBe(2);
});

test('sealed values by kind and key, as they were counted last, and what each key has sealed', async () => {
  const counted: CustodyState = {
    census: {
      beganAt: '2026-01-02T03:04:05.000Z',
      endedAt: '2026-01-02T03:05:05.000Z',
      values: { orders: { k2: 7, k1: 1 }, event_jobs: {} },
    },
    seals: { k2: 12 },
  };
  const registry = createMetrics({
    readState: () => Promise.reject(new Error('gone')),
    readCustody: () => Promise.resolve(counted),
  });
  expect(await scrape(registry)).toEqual([
    'ticketpost_redis_up 0',
    'ticketpost_sealed_values{kind="orders",key_id="k2"} 7',
    'ticketpost_sealed_values{kind="orders",key_id="k1"} 1',
    'ticketpost_sealed_values_counted_timestamp_seconds 1767323045',
    'ticketpost_key_seals{key_id="k2"} 12',
  ]);
});
