import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createLedger } from '@ticketpost/ledger';
import { createMonitor, type Monitor } from '@ticketpost/monitoring';
import {
  createDeadLetterTally,
  createIntake,
  createKeyring,
  sealEnvelope,
  sealQuarantinedDelivery,
  type Intake,
} from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const receivedAt = '2026-01-02T03:04:05.678Z';
const never = () => undefined;

let server: RunningRedis;
let redis: Redis;
let intake: Intake;
let monitor: Monitor;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
  intake = createIntake({ connection: redis, timeoutMs: 5000, onError: never });
});
afterAll(async () => {
  await intake.close();
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  await redis.flushall();
  monitor = createMonitor({ redis, onError: never });
});
afterEach(async () => {
  await monitor.close();
});

test('an empty system', async () => {
  const state = await monitor.read();
  expect(state).toEqual({
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    queues: {
      events: { waiting: 0, delayed: 0, active: 0, completed: 0, failed: 0 },
      quarantine: 0,
    },
    confirmations: { owed: 0, noRecipient: 0, uncertain: 0, dead: 0 },
    deadLetters: expect.objectContaining({ total: 0, byReason: {} }),
    retention: { expiring: { dead_letter: 0, quarantined: 0, owed_confirmation: 0 } },
    throughput: {
      minutes: Array.from({ length: 60 }, () => 0),
      hours: Array.from({ length: 24 }, () => 0),
    },
    processes: [],
  });
});

test('what waits, on the queues and in quarantine', async () => {
  const envelope = (deliveryId: string) =>
    sealEnvelope(keyring, { deliveryId, receivedAt, type: 'order.ticketed' }, {});
  const before = Date.now();
  await intake.addEvent(envelope('one'));
  await intake.addEvent(envelope('two'));
  await intake.addEvent(envelope('later'), { delayMs: 3_600_000 });
  await intake.addQuarantined(
    sealQuarantinedDelivery(
      keyring,
      { deliveryId: 'three', receivedAt, reason: 'malformed_json', problems: [] },
      Buffer.from('{'),
    ),
  );
  const { queues, oldestWaiting } = await monitor.read();
  expect(queues).toEqual({
    events: { waiting: 2, delayed: 1, active: 0, completed: 0, failed: 0 },
    quarantine: 1,
  });
  expect(Date.parse(oldestWaiting?.since ?? '')).toBeGreaterThanOrEqual(before);
  expect(oldestWaiting?.ageMs).toBeGreaterThanOrEqual(0);
});

test('what is owed, what was sent, and what died', async () => {
  const ledger = createLedger({ redis, sealer: keyring });
  const claim = async (orderNo: string) => {
    const claimed = await ledger.claim({
      orderNo,
      ticketSetId: 'set',
      deliveryId: orderNo,
      entry: { event: 'received', deliveryId: orderNo },
    });
    if (claimed.kind !== 'claimed') throw new Error('it was to be claimed');
    return claimed.claim;
  };
  await claim('OWED');
  await ledger.giveUp(
    await claim('NOBODY'),
    { state: 'no_recipient' },
    { event: 'no_recipient', deliveryId: 'NOBODY' },
  );
  const sent = await claim('SENT');
  const entry = { event: 'submitting', deliveryId: 'SENT' } as const;
  await ledger.markSubmitting(sent, entry);
  const details = {
    sentAt: receivedAt,
    messageId: '<m@example.com>',
    recipient: 'mara@example.com',
    lastAnswer: '250 ok',
  };
  await ledger.recordSent(sent, details, { ...entry, event: 'sent' });
  await redis.zadd('{ticketpost}:events:failed', Date.now(), 'dead');
  await redis.hset('{ticketpost}:events:dead', {
    timestamp: '1',
    failedReason: 'mailbox_refused: nobody there',
  });

  const deadLetters = createDeadLetterTally({ connection: redis, onError: never });
  await deadLetters.refresh();
  const own = createMonitor({ redis, onError: never, deadLetters });
  const state = await own.read();
  await Promise.all([own.close(), deadLetters.close()]);
  expect(state.confirmations).toEqual({
    owed: 2,
    noRecipient: 1,
    uncertain: 0,
    dead: 0,
    oldestOwed: {
      orderNo: 'OWED',
      since: expect.stringMatching(/^\d{4}-.*Z$/),
      ageMs: expect.any(Number),
    },
    oldestNoRecipient: {
      orderNo: 'NOBODY',
      since: expect.stringMatching(/^\d{4}-.*Z$/),
      ageMs: expect.any(Number),
    },
  });
  expect(state.deadLetters).toEqual({
    total: 1,
    byReason: { mailbox_refused: 1 },
    isComplete: true,
  });
  expect(state.throughput.hours.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(state.throughput.minutes.reduce((sum, count) => sum + count, 0)).toBe(1);
});

test('those who ask at the same time share one reading', async () => {
  const [one, other] = await Promise.all([monitor.read(), monitor.read()]);
  expect(one).toBe(other);
  expect(await monitor.read()).not.toBe(one);
});

test('a reading asks Redis for no keys and no range without bounds', async () => {
  const watcher = await redis.monitor();
  const commands: string[][] = [];
  const ended = new Promise<void>((resolve) => {
    watcher.on('monitor', (_time: string, args: string[]) => {
      if (args[0] === 'echo') resolve();
      else commands.push(args);
    });
  });
  await monitor.read();
  await redis.echo('end');
  await ended;
  watcher.disconnect();
  expect(commands.length).toBeGreaterThan(10);
  const unbounded = commands.filter(([name = '', ...args]) => {
    if (/^(keys|smembers|hkeys|hvals|scan)$/i.test(name)) return true;
    return /range/i.test(name) && args.includes('-1') && !/^-\d+$/.test(args[1] ?? '');
  });
  expect(unbounded).toEqual([]);
});

test('rejects while Redis is away, and reads again afterwards', async () => {
  const restarting = await startTestRedis();
  const connection = new Redis(restarting.url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 20,
  });
  connection.on('error', never);
  await new Promise((resolve) => connection.once('ready', resolve));
  const own = createMonitor({ redis: connection, onError: never });
  await own.read();
  await restarting.kill();
  await expect(own.read()).rejects.toThrow();
  const ready = new Promise((resolve) => connection.once('ready', resolve));
  await restarting.restart();
  await ready;
  expect((await own.read()).processes).toEqual([]);
  await own.close();
  connection.disconnect();
  await restarting.stop();
});
