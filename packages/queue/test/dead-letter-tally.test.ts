import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createDeadLetters, createDeadLetterTally, type DeadLetterTally } from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { plantDeadLetters, uproot } from './plant-dead-letters.ts';

const start = Date.parse('2026-01-02T03:04:05.678Z');
const refused = 'mailbox_refused: nobody there (550)';
const busy = 'mail_server_busy: come back later';
/** Of the whole run: longer than any test, so that only `refresh` looks. */
const never = 1_000_000;

let server: RunningRedis;
let redis: Redis;
let tally: DeadLetterTally;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  await redis.flushall();
  tally = createDeadLetterTally({
    connection: redis,
    everyMs: never,
    onError: (error) => {
      throw error;
    },
  });
});
afterEach(async () => {
  await tally.close();
});

const plant = (id: string, reason: string, failedAt = start) =>
  plantDeadLetters(redis, [{ id, reason, failedAt }]);
/** `n` of them, a millisecond apart, every third of them busy. */
const plantMany = (n: number, { from = 0, gapMs = 1 } = {}) =>
  plantDeadLetters(
    redis,
    Array.from({ length: n }, (_, place) => ({
      id: `dl-${from + place}`,
      failedAt: start + (from + place) * gapMs,
      reason: (from + place) % 3 === 0 ? busy : refused,
    })),
  );
async function pageOf(request: Parameters<DeadLetterTally['page']>[0]) {
  const { items, total } = await tally.page(request);
  return { ids: items.map(({ deliveryId }) => deliveryId), total };
}
async function allIds(reasonCode?: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const chunk of tally.ids(reasonCode)) ids.push(...chunk);
  return ids;
}

describe('the counts', () => {
  test('are of each reason, the most frequent first, once all are known', async () => {
    await plantMany(2500);
    expect(tally.counts().isComplete).toBe(false);
    await tally.refresh();
    expect(tally.counts()).toEqual({
      total: 2500,
      byReason: { mailbox_refused: 1666, mail_server_busy: 834 },
      isComplete: true,
    });
    expect(Object.keys(tally.counts().byReason)).toEqual(['mailbox_refused', 'mail_server_busy']);
  });

  test.each([
    ['one that came', () => plant('new', busy, start + 9999), { mail_server_busy: 2 }],
    [
      'one that a worker with a slow clock brought',
      () => plant('late', busy, start - 30_000),
      { mail_server_busy: 2 },
    ],
    ['one that was put back', () => uproot(redis, 'two'), { mailbox_refused: 1 }],
    [
      'one that was put back while another came',
      async () => {
        await uproot(redis, 'two');
        await plant('new', busy, start + 9999);
      },
      { mailbox_refused: 1, mail_server_busy: 2 },
    ],
    [
      'one that failed again for another reason',
      () => plant('two', busy, start + 9999),
      { mailbox_refused: 1, mail_server_busy: 2 },
    ],
    ['all that are gone', () => redis.flushall(), { mailbox_refused: 0, mail_server_busy: 0 }],
  ])('follow %s', async (_what, change, expected) => {
    await plant('one', refused, start);
    await plant('two', refused, start + 1);
    await plant('three', busy, start + 2);
    await tally.refresh();
    expect(tally.counts().byReason).toEqual({ mailbox_refused: 2, mail_server_busy: 1 });
    await change();
    await tally.refresh();
    const { byReason } = tally.counts();
    expect({ mailbox_refused: 0, mail_server_busy: 0, ...byReason }).toEqual({
      mailbox_refused: 2,
      mail_server_busy: 1,
      ...expected,
    });
  });

  test('follow one that was put back from among thousands of old ones', async () => {
    await plantMany(5000, { gapMs: 1000 });
    await tally.refresh();
    await uproot(redis, 'dl-10');
    await plantMany(3, { from: 5000, gapMs: 1000 });
    await tally.refresh();
    expect(tally.counts().total).toBe(5002);
  });

  test('know more of the same millisecond than Redis is asked for at a time', async () => {
    await plantMany(3000, { gapMs: 0 });
    await tally.refresh();
    expect(tally.counts().total).toBe(3000);
  });

  test.each([
    ['the verdict of the queue itself', 'job stalled more than allowable limit', 'stalled'],
    ['a reason without a code', 'Something went wrong', 'unknown'],
  ])('have a code for %s', async (_what, reason, code) => {
    await plant('one', reason);
    await tally.refresh();
    expect(tally.counts().byReason).toEqual({ [code]: 1 });
  });

  test('leave out an id whose job is gone', async () => {
    await redis.zadd('{ticketpost}:events:failed', start, 'one');
    await tally.refresh();
    expect(tally.counts()).toEqual({ total: 0, byReason: {}, isComplete: true });
    expect(await pageOf({ skip: 0, limit: 10 })).toEqual({ ids: [], total: 0 });
  });
});

describe('a page', () => {
  test('has the newest first, each as its job tells it', async () => {
    await plantMany(2500);
    await tally.refresh();
    expect(await pageOf({ skip: 0, limit: 3 })).toEqual({
      ids: ['dl-2499', 'dl-2498', 'dl-2497'],
      total: 2500,
    });
    expect(await pageOf({ skip: 2498, limit: 3 })).toEqual({ ids: ['dl-1', 'dl-0'], total: 2500 });
    const { items } = await tally.page({ skip: 1, limit: 1 });
    expect(items).toEqual([
      {
        deliveryId: 'dl-2498',
        type: 'order.ticketed',
        orderNo: 'O-dl-2498',
        failedAt: new Date(start + 2498).toISOString(),
        attempts: 1,
        reasonCode: 'mailbox_refused',
        reason: refused,
        data: { orderNo: 'O-dl-2498' },
      },
    ]);
  });

  test('has those of one reason only, if asked', async () => {
    await plantMany(9);
    await tally.refresh();
    const request = { reasonCode: 'mail_server_busy', skip: 1, limit: 5 };
    expect(await pageOf(request)).toEqual({ ids: ['dl-3', 'dl-0'], total: 3 });
    expect(await pageOf({ ...request, reasonCode: 'no_such' })).toEqual({ ids: [], total: 0 });
  });

  test('has the next ones in place of those that were put back a moment ago', async () => {
    await plantMany(6);
    await tally.refresh();
    await uproot(redis, 'dl-5');
    await uproot(redis, 'dl-3');
    expect(await pageOf({ skip: 0, limit: 3 })).toEqual({
      ids: ['dl-4', 'dl-2', 'dl-1'],
      total: 4,
    });
  });
});

describe('the ids', () => {
  test('are all of them, oldest first, without a look before', async () => {
    await plantMany(2500);
    const ids = await allIds();
    expect({ first: ids[0], last: ids.at(-1), count: new Set(ids).size }).toEqual({
      first: 'dl-0',
      last: 'dl-2499',
      count: 2500,
    });
  });

  test('are those of one reason, if asked', async () => {
    await plantMany(7);
    expect(await allIds('mail_server_busy')).toEqual(['dl-0', 'dl-3', 'dl-6']);
  });

  test('are those that there were when it began, while each is put back', async () => {
    await plantMany(2500);
    const deadLetters = createDeadLetters({ connection: redis, onError: () => undefined });
    const moved: string[] = [];
    for await (const chunk of tally.ids('mail_server_busy')) {
      for (const id of chunk) moved.push(await deadLetters.redrive(id));
      await tally.refresh();
    }
    expect(moved).toHaveLength(834);
    expect(new Set(moved)).toEqual(new Set(['done']));
    expect(tally.counts().byReason).toEqual({ mailbox_refused: 1666 });
    await deadLetters.close();
  }, 120_000);
});

test('looks by itself, keeps what it knows while Redis is away, and goes on afterwards', async () => {
  const restarting = await startTestRedis();
  const connection = new Redis(restarting.url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 20,
  });
  connection.on('error', () => undefined);
  await new Promise((resolve) => connection.once('ready', resolve));
  await plantDeadLetters(connection, [{ id: 'one', failedAt: start, reason: refused }]);
  const errors = new EventTarget();
  const own = createDeadLetterTally({
    connection,
    everyMs: 10,
    onError: () => errors.dispatchEvent(new Event('error')),
  });
  await own.refresh();
  const failed = new Promise((resolve) => {
    errors.addEventListener('error', resolve);
  });
  await restarting.kill();
  await failed;
  const known = { total: 1, byReason: { mailbox_refused: 1 }, isComplete: true };
  expect(own.counts()).toEqual(known);
  await expect(own.refresh()).rejects.toThrow();
  await expect(own.ids().next()).rejects.toThrow();
  const ready = new Promise((resolve) => connection.once('ready', resolve));
  await restarting.restart();
  await ready;
  await plantDeadLetters(connection, [{ id: 'two', failedAt: start + 1, reason: busy }]);
  await own.refresh();
  expect(own.counts().byReason).toMatchObject({ mail_server_busy: 1 });
  await own.close();
  connection.disconnect();
  await restarting.stop();
});
