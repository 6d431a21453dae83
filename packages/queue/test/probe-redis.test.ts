import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { probeRedis } from '../src/probe-redis.ts';

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

test('a Redis that answers and stores nothing is found out', async () => {
  await probeRedis(redis);
  await redis.config('SET', 'maxmemory', '1');
  expect(await redis.ping()).toBe('PONG');
  await expect(probeRedis(redis)).rejects.toThrow(/^OOM /);
  await redis.config('SET', 'maxmemory', '0');
  await probeRedis(redis);
});
