import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  createDeadLetters,
  createOldestWaiting,
  eventsQueueName,
  queuePrefix,
} from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const noon = Date.parse('2026-01-02T12:00:00.000Z');
const minuteMs = 60_000;

let server: RunningRedis;
let redis: Redis;
let queue: Queue;
let clock: number;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url, { maxRetriesPerRequest: null });
  queue = new Queue(eventsQueueName, { connection: redis, prefix: queuePrefix });
});
afterAll(async () => {
  await queue.close();
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  await redis.flushall();
  clock = noon;
});

const look = createOldestWaiting;
const read = () => look({ connection: redis, now: () => clock }).read();
const add = (id: string, minutesAgo: number, options: object = {}) =>
  queue.add(
    'order.ticketed',
    {},
    {
      jobId: id,
      timestamp: noon - minutesAgo * minuteMs,
      ...options,
    },
  );

/** Begins the job that is next and ends it as told. */
async function takeOne(end: (worker: { job: unknown }) => Promise<void> | void): Promise<void> {
  const worker = new Worker(eventsQueueName, undefined, {
    connection: redis,
    prefix: queuePrefix,
    autorun: false,
  });
  const job = await worker.getNextJob('token');
  await end({ job });
  await worker.close();
}

test('nothing waits where there is no job', async () => {
  expect(await read()).toBeUndefined();
});

test('of several the one that came first', async () => {
  await add('one', 9);
  await add('two', 5);
  await add('three', 1);
  expect(await read()).toBe(noon - 9 * minuteMs);
});

test('one that came first with a priority', async () => {
  await add('one', 5);
  await add('two', 9, { priority: 3 });
  expect(await read()).toBe(noon - 9 * minuteMs);
});

test('one that was to wait counts from its time, overdue or taken back into the line', async () => {
  await add('later', 30, { delay: 20 * minuteMs });
  await redis.zadd(queue.toKey('delayed'), (noon - 10 * minuteMs) * 0x1000, 'later');
  expect(await read()).toBe(noon - 10 * minuteMs);
  await (await queue.getJob('later'))?.promote();
  expect(await read()).toBe(noon - 10 * minuteMs);
});

test('one that is due this very moment is not waiting yet', async () => {
  await add('later', 30, { delay: 30 * minuteMs });
  await redis.zadd(queue.toKey('delayed'), (noon - 1000) * 0x1000, 'later');
  expect(await read()).toBeUndefined();
});

test('a dead letter that was put back counts from then, not from when it came', async () => {
  await add('one', 60 * 24);
  await takeOne(async ({ job }) => {
    await (job as { moveToFailed: (...args: unknown[]) => Promise<void> }).moveToFailed(
      Object.assign(new Error('mailbox_refused: no'), { name: 'UnrecoverableError' }),
      'token',
    );
  });
  const deadLetters = createDeadLetters({ connection: redis, onError: () => undefined });
  const before = Date.now();
  expect(await deadLetters.redrive('one')).toBe('done');
  expect(await read()).toBeGreaterThanOrEqual(before);
  await deadLetters.close();
});

test('one that was tried before counts from when it was first seen', async () => {
  await add('tried', 60);
  await redis.hset(queue.toKey('tried'), 'processedOn', noon - 30 * minuteMs);
  const watch = look({ connection: redis, now: () => clock });
  expect(await watch.read()).toBe(noon);
  clock = noon + 5 * minuteMs;
  expect(await watch.read()).toBe(noon);
  // Behind it in the line: it has waited at least as long as this one.
  await add('fresh', 2);
  expect(await watch.read()).toBe(noon - 2 * minuteMs);
});

test('an id whose job is gone is passed over', async () => {
  await add('one', 9);
  await add('two', 5);
  await redis.del(queue.toKey('one'));
  expect(await read()).toBe(noon - 5 * minuteMs);
});
