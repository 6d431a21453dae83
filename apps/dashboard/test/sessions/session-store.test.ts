import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import type { SessionRecord } from '../../src/sessions/session-record.ts';
import { createSessionStore, type SessionStore } from '../../src/sessions/session-store.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let client: Redis;
let store: SessionStore;

beforeAll(async () => {
  redis = await startTestRedis();
  client = new Redis(redis.url);
  store = createSessionStore({
    redis: client,
    secret: 'a secret of sessions for this test',
    maxLifeMs: 60_000,
  });
});
afterAll(async () => {
  client.disconnect();
  await redis.stop();
});
beforeEach(() => client.flushall());

const record: SessionRecord = {
  ...{ name: 'olga', role: 'operator', by: 'password', fingerprint: 'f' },
  ...{ beganAt: 1, usedAt: 1, current: 'one', previous: '', rotatedAt: 1, seenAt: 0 },
};
const changed: SessionRecord = { ...record, current: 'two', previous: 'one' };
const change = { current: 'one', record: changed, lifeMs: 30_000 };

test('a session is read as it was begun, and Redis forgets it by itself', async () => {
  await store.create('a', record, 20_000);
  expect(await store.read('a')).toEqual(record);
  expect(await store.read('b')).toBeUndefined();
  for (const key of await client.keys('*')) expect(await client.pttl(key)).toBeGreaterThan(0);
});

test('it is changed by whoever knows what it is now, once', async () => {
  await store.create('a', record, 20_000);
  const done = await Promise.all([store.change('a', change), store.change('a', change)]);
  expect(done.sort()).toEqual([false, true]);
  expect(await store.read('a')).toEqual(changed);
  expect(await client.pttl('ticketpost:dashboard:session:a')).toBeGreaterThan(20_000);
});

test('one that has ended does not come back by a change that was under way', async () => {
  await store.create('a', record, 20_000);
  await store.remove('a', 'olga');
  expect(await store.change('a', change)).toBe(false);
  expect(await client.keys('*')).toEqual([]);
});

test('all of one person end together, and no others', async () => {
  await store.create('a', record, 20_000);
  await store.create('b', record, 20_000);
  await store.create('c', { ...record, name: 'vera' }, 20_000);
  await store.removeAll('olga');
  const left = await Promise.all(['a', 'b', 'c'].map(async (id) => (await store.read(id))?.name));
  expect(left).toEqual([undefined, undefined, 'vera']);
});

test('no name stands in a key', async () => {
  await store.create('a', record, 20_000);
  expect((await client.keys('*')).join()).not.toContain('olga');
});
