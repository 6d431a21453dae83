import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { custodyKeys, readCustodyState } from '@ticketpost/monitoring';
import { newOrderNo } from '@ticketpost/testkit';
import { startCensus } from '@ticketpost/custody';
import { k1, startCustody, withKeys } from './start-custody.ts';

let system: Awaited<ReturnType<typeof startCustody>>;
beforeAll(async () => {
  system = await startCustody();
});
afterAll(async () => {
  await system.stop();
});
beforeEach(() => system.redis.flushall());

/** The connection, and a promise of the moment when it was asked so often for the last census. */
function countLooks(times: number) {
  let left = times;
  let tell: () => void = () => undefined;
  const looked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const redis = Object.create(system.redis, {
    get: {
      value: (key: string) => {
        if (key === custodyKeys.census) left -= 1;
        if (left === 0) tell();
        return system.redis.get(key);
      },
    },
  }) as typeof system.redis;
  return { redis, looked };
}

/** Resolves with what a census that is run here says when it has counted. */
function count({ everyMs, redis = system.redis }: { everyMs?: number; redis?: Redis } = {}) {
  let tell: (line: object) => void = () => undefined;
  const counted = new Promise<object>((resolve) => {
    tell = resolve;
  });
  const census = startCensus({
    redis,
    keyring: withKeys(k1),
    logger: {
      debug: () => undefined,
      info: (line: object) => {
        tell(line);
      },
    },
    lookEveryMs: 5,
    busyShare: 1,
    ...(everyMs === undefined ? {} : { everyMs }),
  });
  return { census, counted };
}

describe('the census', () => {
  test('counts all that is sealed, and leaves it for whoever asks', async () => {
    const orderNo = newOrderNo();
    await system.send(withKeys(k1), orderNo);
    const { census, counted } = count();
    await counted;
    await census.close();
    expect((await readCustodyState(system.redis)).census).toMatchObject({
      values: { event_jobs: { k1: 2 }, orders: { k1: 2 }, audit_log: {} },
    });
    expect(await system.redis.exists(custodyKeys.turn)).toBe(0);
  });

  test('is not taken while another has its turn, and is once that is given up', async () => {
    await system.redis.set(custodyKeys.turn, 'another', 'PX', 200);
    const { census, counted } = count();
    await counted;
    await census.close();
    expect((await readCustodyState(system.redis)).census).toBeDefined();
  });

  test('is not taken again before its time', async () => {
    const first = count();
    await first.counted;
    await first.census.close();
    const { census } = (await readCustodyState(system.redis)) as { census: { endedAt: string } };
    const { redis, looked } = countLooks(5);
    const second = count({ redis });
    await Promise.race([second.counted, looked]);
    await second.census.close();
    expect((await readCustodyState(system.redis)).census).toEqual(census);
    const third = count({ everyMs: 0 });
    await third.counted;
    await third.census.close();
    expect((await readCustodyState(system.redis)).census).not.toEqual(census);
  });
});
