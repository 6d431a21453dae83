import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createAnswerStore, type AnswerRecord } from '@ticketpost/evidence';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { formatAnswer, parseAnswer } from '../src/answer-record.ts';

const now = Date.parse('2026-03-04T05:06:07.000Z');
const dayMs = 24 * 60 * 60 * 1000;

let server: RunningRedis;
let redis: Redis;
beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
});
beforeEach(() => redis.flushall());
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

function record(changes: Partial<AnswerRecord> = {}): AnswerRecord {
  return {
    deliveryId: randomUUID(),
    arrivedAt: now - 1000,
    stored: { in: 'redis', afterMs: 8.1 },
    status: 200,
    afterMs: 9.3,
    isBroken: false,
    ...changes,
  };
}

describe('the text of an answer', () => {
  test.each([
    ['stored in Redis', record()],
    ['stored in the journal', record({ stored: { in: 'journal', afterMs: 1002 } })],
    ['refused and kept', record({ status: 422 })],
    ['of a connection that broke', record({ isBroken: true, afterMs: 0 })],
  ])('%s is read as it was written', (_what, written) => {
    expect(parseAnswer(written.deliveryId, formatAnswer(written))).toEqual(written);
  });

  test('of a delivery that was stored nowhere says so', () => {
    const written = record({ status: 503 });
    delete written.stored;
    expect(parseAnswer(written.deliveryId, formatAnswer(written))).toEqual(written);
  });

  test.each(['', '200', '200,mi9z3k2a,r8.1,9.3,more', '20,mi9z3k2a,r8.1,9.3'])(
    'is not read from %j',
    (text) => {
      expect(parseAnswer('an id', text)).toBeUndefined();
    },
  );
});

describe('the answers in Redis', () => {
  test('are found with and without the time of the delivery', async () => {
    const store = createAnswerStore({ redis, now: () => now });
    const written = record();
    await store.write([record(), written, record()]);
    expect(await store.find(written.deliveryId, { receivedAt: now })).toEqual(written);
    expect(await store.find(written.deliveryId)).toEqual(written);
    expect(await store.find(randomUUID())).toBeUndefined();
  });

  test('are found across midnight, when the body took until the next day', async () => {
    const store = createAnswerStore({ redis, now: () => now });
    const midnight = Math.floor(now / dayMs) * dayMs;
    const written = record({ arrivedAt: midnight - 5 });
    await store.write([written]);
    expect(await store.find(written.deliveryId, { receivedAt: midnight + 5 })).toEqual(written);
  });

  test('are found without the time 400 days later, and go with their day', async () => {
    const written = record();
    await createAnswerStore({ redis, now: () => now }).write([written]);
    const later = createAnswerStore({ redis, now: () => now + 400 * dayMs });
    expect(await later.find(written.deliveryId)).toEqual(written);
    const [key = ''] = await redis.keys('*');
    const expiresAt = await redis.expiretime(key);
    expect(expiresAt * 1000 - now).toBeGreaterThan(400 * dayMs);
    expect(expiresAt * 1000 - now).toBeLessThan(402 * dayMs);
  });

  test('written again change nothing', async () => {
    const store = createAnswerStore({ redis, now: () => now });
    const written = record();
    await store.write([written]);
    await store.write([written]);
    expect(await redis.dbsize()).toBe(1);
    expect(await store.find(written.deliveryId)).toEqual(written);
  });

  test('of ids that are no UUIDs are kept too', async () => {
    const store = createAnswerStore({ redis, now: () => now });
    const written = record({ deliveryId: 'delivery-1' });
    await store.write([written]);
    expect(await store.find('delivery-1')).toEqual(written);
  });

  test('of 100,000 deliveries in a day take less than 60 bytes each', async () => {
    const store = createAnswerStore({ redis, now: () => now });
    const memory = async () =>
      Number(/used_memory_dataset:(\d+)/.exec(await redis.info('memory'))?.[1]);
    const before = await memory();
    for (let n = 0; n < 100; n += 1) {
      await store.write(Array.from({ length: 1000 }, () => record()));
    }
    const [key = ''] = await redis.keys('*:00');
    expect(await redis.object('ENCODING', key)).toBe('listpack');
    expect((await memory()) - before).toBeLessThan(100_000 * 60);
  });

  test('that Redis refuses are told of', async () => {
    const store = createAnswerStore({ redis, now: () => now });
    await redis.set('ticketpost:answers:2026-03-04:00', 'no hash');
    const deliveryId = `00${randomUUID().slice(2)}`;
    await expect(store.write([record(), record({ deliveryId })])).rejects.toThrow('WRONGTYPE');
  });
});
