import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  createIntake,
  createKeyring,
  createNewcomers,
  sealQuarantinedDelivery,
  type Newcomers,
} from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { plantDeadLetters } from './plant-dead-letters.ts';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const onError = () => undefined;

let server: RunningRedis;
let redis: Redis;
let newcomers: Newcomers;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
  newcomers = createNewcomers({ connection: redis, onError });
});
afterAll(async () => {
  await newcomers.close();
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  await redis.flushall();
});

async function quarantine(...ids: string[]) {
  const intake = createIntake({ connection: redis, timeoutMs: 5000, onError });
  for (const deliveryId of ids) {
    const clear = { deliveryId, receivedAt: new Date(0).toISOString(), problems: [] };
    await intake.addQuarantined(
      sealQuarantinedDelivery(keyring, { ...clear, reason: 'malformed_json' }, Buffer.from('{')),
    );
  }
  await intake.close();
}

test('dead letters since a time, newest first, with their reasons', async () => {
  await plantDeadLetters(redis, [
    { id: 'old', failedAt: 1000, reason: 'stalled: x' },
    { id: 'older', failedAt: 1001, reason: 'mailbox_refused: x' },
    { id: 'newer', failedAt: 1002, reason: 'job stalled more than allowable limit' },
    { id: 'newest', failedAt: 1003, reason: 'what is this' },
  ]);
  expect(await newcomers.deadLetters({ afterMs: 1000, limit: 10 })).toEqual({
    items: [
      { deliveryId: 'newest', atMs: 1003, reasonCode: 'unknown' },
      { deliveryId: 'newer', atMs: 1002, reasonCode: 'stalled' },
      { deliveryId: 'older', atMs: 1001, reasonCode: 'mailbox_refused' },
    ],
    total: 3,
  });
});

test('as many dead letters as were asked for, over all steps, and the count of all', async () => {
  const planted = Array.from({ length: 1300 }, (_, n) => ({
    id: `dead-${n}`,
    failedAt: 1000 + n,
    reason: 'stalled: x',
  }));
  await plantDeadLetters(redis, planted);
  const { items, total } = await newcomers.deadLetters({ afterMs: 0, limit: 1200 });
  expect(total).toBe(1300);
  expect(items.map(({ deliveryId }) => deliveryId)).toEqual(
    planted
      .map(({ id }) => id)
      .toReversed()
      .slice(0, 1200),
  );
});

test('deliveries in quarantine since a time, newest first', async () => {
  await quarantine('first', 'second');
  const { items, total } = await newcomers.quarantined({ afterMs: 0, limit: 10 });
  expect(items.map(({ deliveryId }) => deliveryId)).toEqual(['second', 'first']);
  expect(total).toBe(2);
  const afterMs = items[0]?.atMs ?? 0;
  expect(await newcomers.quarantined({ afterMs, limit: 10 })).toEqual({ items: [], total: 0 });
  expect((await newcomers.quarantined({ afterMs: 0, limit: 1 })).items).toHaveLength(1);
});

test.each([
  ['{"stage":"submitting"}', 'submitting'],
  ['5', undefined],
  ['{', undefined],
])('the stage of a job whose progress is %j', async (progress, stage) => {
  await redis.hset('{ticketpost}:events:one', { progress });
  expect(await newcomers.stageOf('one')).toBe(stage);
});

test('no stage of a job that is gone', async () => {
  expect(await newcomers.stageOf('gone')).toBeUndefined();
});
