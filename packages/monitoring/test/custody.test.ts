import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import {
  custodyKeys,
  gatherKeyIds,
  otherKeys,
  readCustodyState,
  startSealCount,
  writeCensus,
  writeResealed,
} from '@ticketpost/monitoring';

let server: Awaited<ReturnType<typeof startTestRedis>>;
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

const logger = { debug: () => undefined };
const census = {
  beganAt: '2026-01-02T03:04:05.000Z',
  endedAt: '2026-01-02T03:05:05.000Z',
  values: { orders: { k1: 2 } },
};

describe('what is known of all that is sealed', () => {
  test('is nothing at first, and then what was written', async () => {
    expect(await readCustodyState(redis)).toEqual({ seals: {} });
    const resealed = { keyId: 'k2', endedAt: census.endedAt };
    await writeCensus(redis, census);
    await writeResealed(redis, resealed);
    expect(await readCustodyState(redis)).toEqual({ census, resealed, seals: {} });
  });

  test.each([['no JSON'], ['{"values":[]}'], ['null']])(
    'is nothing when %s stands there',
    async (text) => {
      await redis.set(custodyKeys.census, text);
      await redis.set(custodyKeys.resealed, text);
      expect(await readCustodyState(redis)).toEqual({ seals: {} });
    },
  );

  test('tells a bounded number of keys apart, whatever is written into Redis', () => {
    const counts = new Map(Array.from({ length: 50 }, (_, n) => [`k${n}`, 100 - n]));
    counts.set('not an id', 1000).set('x'.repeat(33), 1);
    const gathered = gatherKeyIds(counts);
    expect(Object.keys(gathered).length).toBeLessThanOrEqual(21);
    const sum = [...counts.values()].reduce((total, count) => total + count, 0);
    expect(Object.values(gathered).reduce((total, count) => total + count, 0)).toBe(sum);
    expect(gathered[otherKeys]).toBeGreaterThan(1000);
  });
});

describe('the count of seals', () => {
  test('is one over all processes, and over restarts', async () => {
    for (const times of [2, 3]) {
      const count = startSealCount({ redis, everyMs: 60_000, logger });
      for (let n = 0; n < times; n += 1) count.note('k1');
      count.note('k2');
      await count.close();
    }
    expect((await readCustodyState(redis)).seals).toEqual({ k1: 5, k2: 2 });
  });

  test('waits for a Redis that is away, and is told later', async () => {
    const away = new Redis(server.url, { lazyConnect: true });
    const count = startSealCount({ redis: away, everyMs: 60_000, logger });
    count.note('k1');
    await count.close();
    expect((await readCustodyState(redis)).seals).toEqual({});
    await away.connect();
    const again = startSealCount({ redis: away, everyMs: 10, logger });
    again.note('k1');
    await again.close();
    away.disconnect();
    expect((await readCustodyState(redis)).seals).toEqual({ k1: 1 });
  });
});
