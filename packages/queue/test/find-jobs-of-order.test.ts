import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import {
  createIntake,
  createJobsOfOrders,
  createKeyring,
  eventsQueueName,
  queuePrefix,
  sealEnvelope,
  sealErasure,
  type Intake,
  type JobOfOrder,
  type JobsOfOrders,
} from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const receivedAt = '2026-01-02T03:04:05.678Z';
let server: RunningRedis;
let redis: Redis;
let intake: Intake;
let jobs: JobsOfOrders;
let events: Queue;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
  const onError = () => undefined;
  intake = createIntake({ connection: redis, timeoutMs: 10_000, onError });
  jobs = createJobsOfOrders({ connection: redis, onError });
  events = new Queue(eventsQueueName, { connection: redis, prefix: queuePrefix });
});
beforeEach(async () => {
  await redis.flushall();
});
afterAll(async () => {
  await Promise.all([jobs.close(), intake.close(), events.close()]);
  redis.disconnect();
  await server.stop();
});

const add = (deliveryId: string, orderNo: string, timing?: { delayMs: number }) =>
  intake.addEvent(
    sealEnvelope(keyring, { deliveryId, receivedAt, type: 'order.ticketed', orderNo }, {}),
    timing,
  );
async function list(walked: AsyncIterable<JobOfOrder>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id, place } of walked) ids.push(`${place} ${id}`);
  return ids.sort();
}
const findIds = (orderNo: string) => list(jobs.walk(orderNo));
const findActive = (orderNo: string) => list(jobs.walkActive(orderNo));

describe('the jobs of an order', () => {
  test.each(['A/1', 'a "quoted" one', 'back\\slash', 'Ünï☃', 'A'])(
    'numbered %j are found, and not those of one whose number begins or ends like it',
    async (orderNo) => {
      await add('one', orderNo);
      await add('two', `${orderNo}0`);
      await add('three', `0${orderNo}`);
      expect(await findIds(orderNo)).toEqual(['wait one']);
    },
  );

  test('are found however many others there are, each once', async () => {
    const others = Array.from({ length: 1700 }, (_, n) =>
      add(`other-${n}`, `OTHER-${n}`, n % 2 === 0 ? { delayMs: 1_000_000 + n } : undefined),
    );
    await Promise.all([add('first', 'A'), add('soon', 'A', { delayMs: 500_000 }), ...others]);
    await Promise.all([add('last', 'A'), add('late', 'A', { delayMs: 9_000_000 })]);
    expect(await findIds('A')).toEqual(['delayed late', 'delayed soon', 'wait first', 'wait last']);
  });

  test('leave out the work of an erasure, whatever the supplier calls its events', async () => {
    const ask = { askId: 'erasure-1', orderNo: 'A', askedAt: receivedAt };
    await intake.addEvent(sealErasure(keyring, ask, {}));
    const fields = { deliveryId: 'posted', receivedAt, type: 'order.erasure_asked', orderNo: 'A' };
    await intake.addEvent(sealEnvelope(keyring, fields, {}));
    expect(await findIds('A')).toEqual(['wait posted']);
  });

  test('at which a worker is stay until it is through', async () => {
    await add('one', 'A');
    const connection = new Redis(server.url, { maxRetriesPerRequest: null });
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const worker = new Worker(eventsQueueName, () => ended, { connection, prefix: queuePrefix });
    await new Promise((resolve) => worker.once('active', resolve));
    expect(await findActive('A')).toEqual(['active one']);
    expect(await findIds('A')).toEqual([]);
    expect(await jobs.remove('one')).toBe(false);
    const completed = new Promise((resolve) => worker.once('completed', resolve));
    end();
    await completed;
    expect(await findActive('A')).toEqual([]);
    expect(await jobs.describe('one')).toMatchObject({
      name: 'order.ticketed',
      attempts: 1,
      endedAt: expect.any(String) as unknown as string,
      log: [],
    });
    expect(await jobs.remove('one')).toBe(true);
    await worker.close();
    connection.disconnect();
  });

  test('are removed with their logs, from wherever they stand', async () => {
    await add('job-one', 'A');
    await add('job-two', 'A', { delayMs: 1_000_000 });
    const job = await events.getJob('job-one');
    await job?.log('a stage');
    for (const id of ['job-one', 'job-two', 'unknown']) expect(await jobs.remove(id)).toBe(true);
    expect(await redis.keys('{ticketpost}:events:*job-*')).toEqual([]);
    expect(await findIds('A')).toEqual([]);
    expect(await jobs.describe('job-one')).toBeUndefined();
  });

  test('of which the data is none are told as they stand', async () => {
    await add('one', 'A');
    await redis.hset('{ticketpost}:events:one', 'data', '{"orderNo":"A", broken');
    const found = [];
    for await (const job of jobs.walk('A')) found.push(job);
    expect(found).toEqual([{ id: 'one', place: 'wait', data: '{"orderNo":"A", broken' }]);
  });
});

test('all of the quarantine is walked through', async () => {
  const quarantined = Array.from({ length: 120 }, (_, n) =>
    intake.addQuarantined({
      ...{ v: 1, deliveryId: `kept-${n}`, receivedAt, reason: 'malformed_json' },
      ...{ problems: [], payload: 'k1.x' },
    }),
  );
  await Promise.all(quarantined);
  const ids = new Set<string>();
  for await (const { id, data } of jobs.walkQuarantined()) {
    expect(data).toMatchObject({ reason: 'malformed_json' });
    ids.add(id);
  }
  expect(ids.size).toBe(120);
  expect(await jobs.removeQuarantined('kept-7')).toBe(true);
  expect(await redis.exists('{ticketpost}:quarantine:kept-7')).toBe(0);
});
