import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFreePort, startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { findRedis, hidePassword } from '../src/find-redis.ts';

let redis: RunningRedis;

beforeAll(async () => {
  redis = await startTestRedis();
});

afterAll(async () => {
  await redis.stop();
});

describe('findRedis', () => {
  it('takes the server of REDIS_URL when it answers', async () => {
    const found = await findRedis({ REDIS_URL: redis.url }, () => undefined);
    expect(found).toEqual({ kind: 'given', url: redis.url });
  });

  it.each([
    ['where nobody listens', async () => `redis://127.0.0.1:${await findFreePort()}`],
    ['that wants a password', () => Promise.resolve(`redis://user:wrong@127.0.0.1:${redis.port}`)],
  ])('refuses a REDIS_URL %s', async (_name, makeUrl) => {
    const found = findRedis({ REDIS_URL: await makeUrl() }, () => undefined);
    await expect(found).rejects.toMatchObject({ code: 'redis_unreachable' });
  });

  it('looks for a program when REDIS_URL is empty', async () => {
    const { PATH } = process.env;
    const found = await findRedis({ REDIS_URL: '', PATH }, () => undefined);
    expect(found).toMatchObject({ kind: 'own', program: { kind: 'program' } });
  });
});

it.each([
  ['redis://127.0.0.1:6379', 'redis://127.0.0.1:6379'],
  ['rediss://user:geheim@redis.example.com:6380/0', 'rediss://user:***@redis.example.com:6380/0'],
  ['not a URL', 'its value'],
])('shows %s as %s', (url, shown) => {
  expect(hidePassword(url)).toBe(shown);
});
