import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLedger } from '@ticketpost/ledger';
import { createIntake, createKeyringFromList, sealSupplierEvent } from '@ticketpost/queue';
import { createLogger } from '@ticketpost/runtime';
import {
  createTestAuthority,
  findFreePort,
  startTestRedis,
  startTlsRedis,
  type RunningRedis,
} from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { createChecks } from '../src/create-checks.ts';
import { judgeClock, measureClock } from '../src/redis/check-clock.ts';
import { judgeMemory, judgeRole, judgeSettings } from '../src/redis/look-at-redis.ts';
import { runChecks } from '../src/run-checks.ts';
import { watchStored } from '../src/watch-stored.ts';

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;
const receivedAt = '2026-01-02T03:04:05.678Z';

let server: RunningRedis;
let redis: Redis;
beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});
beforeEach(() => redis.flushall());

async function look(name: 'redis' | 'keys', environment: Readonly<Record<string, string>> = {}) {
  const checks = createChecks({ environment: { REDIS_URL: server.url, ...environment } });
  return runChecks(checks.filter((check) => check.name === name));
}

describe('Redis', () => {
  test('that answers', async () => {
    const found = await look('redis');
    expect(found.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'redis.connection ok',
      'redis.role ok',
      ...found
        .filter(({ name }) => name === 'redis.settings')
        .map(({ status }) => `redis.settings ${status}`),
      'redis.memory ok',
      'redis.clock ok',
    ]);
  });

  test('that is set wrongly', async () => {
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const found = await look('redis');
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    expect(found).toContainEqual({
      name: 'redis.settings',
      status: 'warning',
      finding: expect.stringContaining('maxmemory-policy is allkeys-lru'),
      remedy: expect.stringContaining('noeviction'),
    });
  });

  test('that is a replica', async () => {
    await redis.replicaof('127.0.0.1', await findFreePort());
    const found = await look('redis');
    await redis.replicaof('NO', 'ONE');
    expect(found).toContainEqual(expect.objectContaining({ name: 'redis.role', status: 'failed' }));
  });

  test('that is not there', async () => {
    const found = await look('redis', { REDIS_URL: `redis://127.0.0.1:${await findFreePort()}` });
    expect(found).toMatchObject([
      {
        name: 'redis.connection',
        status: 'failed',
        finding: expect.stringContaining('ECONNREFUSED'),
      },
    ]);
  });

  test('that wants another password, which is not shown', async () => {
    await redis.config('SET', 'requirepass', 'the-right-one');
    const found = await look('redis', { REDIS_URL: server.url.replace('//', '//:the-wrong-one@') });
    await redis.config('SET', 'requirepass', '');
    expect(found).toMatchObject([
      { name: 'redis.connection', status: 'failed', remedy: expect.stringContaining('password') },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/the-(right|wrong)-one/);
  });

  test('whose certificate nobody vouches for', async () => {
    const authority = await createTestAuthority();
    const secure = await startTlsRedis({ certificate: await authority.issue(['127.0.0.1']) });
    try {
      expect(await look('redis', { REDIS_URL: secure.url })).toMatchObject([
        {
          status: 'failed',
          finding: expect.stringContaining('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
          remedy: expect.stringContaining('TLS_CA'),
        },
      ]);
      const trusting = { REDIS_URL: secure.url, TLS_CA: authority.ca };
      expect((await look('redis', trusting))[0]).toMatchObject({ status: 'ok' });
    } finally {
      await secure.stop();
    }
  });

  test('that does not answer', async () => {
    server.freeze();
    const found = await look('redis');
    server.thaw();
    expect(found).toMatchObject([{ name: 'redis.connection', status: 'failed' }]);
  });

  test('whose settings are wrong is not asked', async () => {
    const found = await look('redis', { REDIS_URL: 'http://redis' });
    expect(found).toMatchObject([{ name: 'redis', status: 'skipped' }]);
  });
});

/** What the sample of what is stored came to; `keys/judge-custody.test.ts` has the rest. */
async function sample(environment: Readonly<Record<string, string>> = {}) {
  return (await look('keys', environment)).filter(({ name }) => name === 'keys');
}

describe('the keys', () => {
  const store = async (list: string, deliveryId: string, orderNo: string) => {
    const keyring = createKeyringFromList([list]);
    const intake = createIntake({ connection: redis, timeoutMs: 5000, onError: () => undefined });
    const event = { kind: 'other', type: 'order.void', orderNo, body: {} } as const;
    await intake.addEvent(sealSupplierEvent(keyring, { deliveryId, receivedAt }, event));
    const ledger = createLedger({ redis, sealer: keyring });
    await ledger.record(orderNo, {
      event: 'discarded',
      deliveryId,
      by: 'olga',
      sealed: { why: 'x' },
    });
    await intake.close();
  };

  test('open nothing where nothing is stored', async () => {
    expect(await sample({ PAYLOAD_KEYS: key('k1', 1) })).toEqual([
      { name: 'keys', status: 'ok', finding: expect.stringContaining('nothing is stored') },
    ]);
  });

  test('open jobs and orders, also those of an older key', async () => {
    await store(key('k1', 1), 'one', 'ORDER1');
    await store(key('k2', 2), 'two', 'ORDER2');
    const found = await sample({ PAYLOAD_KEYS: `${key('k2', 2)},${key('k1', 1)}` });
    expect(found).toEqual([
      { name: 'keys', status: 'ok', finding: 'all of the 4 values looked at can be opened' },
    ]);
  });

  test('of which one is missing', async () => {
    await store(key('k1', 1), 'one', 'ORDER1');
    await store(key('k2', 2), 'two', 'ORDER2');
    const found = await sample({ PAYLOAD_KEYS: key('k2', 2) });
    expect(found).toMatchObject([{ status: 'failed', remedy: expect.stringContaining('"k1"') }]);
    expect(found[0]?.finding).toContain('2 of the 4');
  });

  test('of which one was replaced under its id', async () => {
    await store(key('k1', 1), 'one', 'ORDER1');
    const found = await sample({ PAYLOAD_KEYS: key('k1', 9) });
    expect(found).toMatchObject([
      { status: 'failed', finding: expect.stringContaining('2 of the 2') },
    ]);
  });

  test('are looked at in a bounded sample', async () => {
    for (let n = 0; n < 60; n += 1) await store(key('k1', 1), `d${n}`, `ORDER${n}`);
    const [found] = await sample({ PAYLOAD_KEYS: key('k1', 1) });
    expect(found?.status).toBe('ok');
    const count = Number(/\d+/.exec(found?.finding ?? '')?.[0]);
    expect(count).toBeGreaterThan(10);
    expect(count).toBeLessThan(60);
  });
});

describe('what is stored, watched by a worker', () => {
  const until = async (isSo: () => Promise<boolean>) => {
    const deadline = Date.now() + 10_000;
    while (!(await isSo())) {
      if (Date.now() > deadline) throw new Error('it never came to that');
      await redis.ping();
    }
  };

  test('is told to readyz, and never makes it unready', async () => {
    const [keyring, other] = ['k1', 'k2'].map((id) => createKeyringFromList([key(id, 1)]));
    if (keyring === undefined || other === undefined) throw new Error('no keyring');
    const ledger = createLedger({ redis, sealer: other });
    const entry = { event: 'discarded', by: 'olga', sealed: { why: 'x' } } as const;
    await ledger.record('ORDER1', entry);
    const warned: unknown[] = [];
    const logger = createLogger({
      app: 'test',
      level: 'warn',
      stream: { write: (line: string) => warned.push(JSON.parse(line)) },
    });
    const watch = watchStored({ redis, keyring, logger, intervalMs: 10 });
    await until(async () => (await watch.checks.payload_keys()).status === 'warning');
    expect(await watch.checks.payload_keys()).toEqual({
      status: 'warning',
      reason: expect.stringContaining('"k2"'),
      remedy: expect.stringContaining('"k2"'),
    });
    expect(await watch.checks.clock()).toEqual({ status: 'ok' });
    await redis.flushall();
    await until(async () => (await watch.checks.payload_keys()).status === 'ok');
    await watch.close();
    expect(warned).toHaveLength(1);
  });
});

test('the clock of this machine agrees with itself', async () => {
  const ahead = await measureClock(redis, () => Date.now() - 5000);
  expect(judgeClock(ahead, { name: 'redis.clock', whose: 'Redis’' }).status).toBe('warning');
  const now = await measureClock(redis);
  expect(judgeClock(now, { name: 'redis.clock', whose: 'Redis’' }).status).toBe('ok');
});

test.each([
  [0, 'ok'],
  [-1999, 'ok'],
  [2000, 'warning'],
  [-59_000, 'warning'],
  [60_000, 'failed'],
  [-3_600_000, 'failed'],
])('a clock that is %i ms ahead', (aheadMs, status) => {
  expect(judgeClock(aheadMs, { name: 'redis.clock', whose: 'Redis’' }).status).toBe(status);
});

test.each([
  [{ role: 'master' }, 'ok'],
  [{ role: 'slave' }, 'failed'],
  [{ role: 'sentinel' }, 'failed'],
  [{}, 'skipped'],
])('the role %j', (facts, status) => {
  expect(judgeRole(facts).status).toBe(status);
});

test.each([
  [{ usedBytes: 10, maxBytes: 0 }, 'ok'],
  [{ usedBytes: 79, maxBytes: 100 }, 'ok'],
  [{ usedBytes: 80, maxBytes: 100 }, 'warning'],
  [{ usedBytes: 101, maxBytes: 100 }, 'failed'],
  [{}, 'skipped'],
])('the memory %j', (facts, status) => {
  expect(judgeMemory(facts).status).toBe(status);
});

test('settings that a provider hides are told', () => {
  const [found] = judgeSettings({ version: '7.2.0', maxMemoryPolicy: 'noeviction' });
  expect(found).toMatchObject({
    status: 'warning',
    finding: expect.stringContaining('appendfsync'),
  });
});
