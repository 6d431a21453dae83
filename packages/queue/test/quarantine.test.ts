import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import {
  createIntake,
  createKeyring,
  createQuarantine,
  quarantineQueueName,
  queuePrefix,
  sealQuarantinedDelivery,
  type Intake,
  type Quarantine,
  type QuarantineReason,
} from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const receivedAt = '2026-01-02T03:04:05.678Z';

let server: RunningRedis;
let redis: Redis;
let intake: Intake;
let queue: Queue;
let quarantine: Quarantine;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
  const onError = () => undefined;
  intake = createIntake({ connection: redis, timeoutMs: 5000, onError });
  queue = new Queue(quarantineQueueName, { connection: redis, prefix: queuePrefix });
  quarantine = createQuarantine({ connection: redis, onError });
});
afterAll(async () => {
  await Promise.all([intake.close(), queue.close(), quarantine.close()]);
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  await redis.flushall();
});

const add = (deliveryId: string, reason: QuarantineReason = 'invalid_event') =>
  intake.addQuarantined(
    sealQuarantinedDelivery(
      keyring,
      { deliveryId, receivedAt, reason, problems: [] },
      Buffer.from('{}'),
    ),
  );

const ids = async (options: Parameters<Quarantine['list']>[0] = {}) =>
  (await quarantine.list(options)).items.map(({ deliveryId }) => deliveryId);

test('it lists deliveries oldest first, in pages, of one reason if asked', async () => {
  await add('one');
  await add('two', 'malformed_json');
  await add('three');
  expect(await ids()).toEqual(['one', 'two', 'three']);
  expect(await ids({ skip: 1, limit: 1 })).toEqual(['two']);
  expect(await ids({ reason: 'invalid_event' })).toEqual(['one', 'three']);
  expect(await quarantine.ids({})).toEqual(['one', 'two', 'three']);
  expect(await quarantine.ids({ reason: 'malformed_json' })).toEqual(['two']);
});

test('bodies are read for the deliveries of one page alone, and lists carry none', async () => {
  for (const id of ['one', 'two', 'three', 'four', 'five']) await add(id);
  await add('six', 'malformed_json');
  await redis.config('RESETSTAT');
  expect(await quarantine.ids({ reason: 'invalid_event' })).toHaveLength(5);
  expect(await redis.info('commandstats')).not.toContain('cmdstat_hgetall');
  const { items, hasMore } = await quarantine.list({ reason: 'malformed_json', limit: 3 });
  expect(hasMore).toBe(false);
  expect(items).toEqual([
    {
      kind: 'delivery',
      deliveryId: 'six',
      delivery: { deliveryId: 'six', receivedAt, reason: 'malformed_json', problems: [] },
    },
  ]);
  expect(await redis.info('commandstats')).toMatch(/cmdstat_hgetall:calls=1,/);
});

test.each([
  ['no JSON', '{'],
  ['no delivery', '{"v":1}'],
  ['nothing', 'null'],
  ['a delivery of a newer version', '{"v":2,"deliveryId":"one"}'],
])('a job that holds %s is shown as unreadable, and hides no other', async (_what, data) => {
  await add('one');
  await add('two');
  await redis.hset(queue.toKey('one'), 'data', data);
  const { items } = await quarantine.list({});
  expect(items.map(({ kind, deliveryId }) => [kind, deliveryId])).toEqual([
    ['unreadable', 'one'],
    ['delivery', 'two'],
  ]);
  expect(await quarantine.get('one')).toMatchObject({ kind: 'unreadable' });
});

test('a delivery that is not there is not found and not removed', async () => {
  expect(await quarantine.get('one')).toBeUndefined();
  expect(await quarantine.remove('one')).toBe(false);
});

test('a delivery is removed once, and leaves nothing behind', async () => {
  await add('one');
  const answers = await Promise.all(Array.from({ length: 5 }, () => quarantine.remove('one')));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await redis.keys(`${queue.toKey('one')}*`)).toEqual([]);
});

test('one decides on a delivery at a time, and the next may once that is over', async () => {
  await add('one');
  const first = quarantine.decide('one', async () => {
    expect(await quarantine.decide('one', () => Promise.resolve('second'))).toEqual({
      kind: 'busy',
    });
    expect(await quarantine.decide('two', () => Promise.resolve('other'))).toBe('other');
    return 'first';
  });
  expect(await first).toBe('first');
  expect(await quarantine.decide('one', () => Promise.resolve('third'))).toBe('third');
});

test('a decision that fails is over too', async () => {
  const failing = quarantine.decide('one', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await quarantine.decide('one', () => Promise.resolve('next'))).toBe('next');
});
