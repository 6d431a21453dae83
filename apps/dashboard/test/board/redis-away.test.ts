import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestRedis, waitForHttp } from '@ticketpost/testkit';
import { codeOf, startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { basic, makeUsers, operator } from '../support/test-users.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let dashboard: RunningDashboard;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.restart();
});
afterEach(() => dashboard.stop());

const headers = { Authorization: basic(operator) };

async function start() {
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
}

async function expectUnavailable() {
  for (const [path, method] of [
    ['/queues/api/queues', 'GET'],
    ['/queues/api/queues/events/x', 'GET'],
    ['/queues/api/redis/stats', 'GET'],
    ['/queues/api/queues/events/x/retry', 'PUT'],
    ['/queues/', 'GET'],
  ] as const) {
    const response = await dashboard.ask(path, { method, headers });
    expect([path, response.status, await codeOf(response)]).toEqual([
      path,
      503,
      'redis_unavailable',
    ]);
  }
  const page = await dashboard.ask('/queues/', { headers: { ...headers, Accept: 'text/html' } });
  expect(page.status).toBe(503);
  expect(page.headers.get('Content-Type')).toMatch(/^text\/html/);
}

async function expectRecovery() {
  await waitForHttp(`${dashboard.url}/queues/api/queues`, { timeoutMs: 20_000, headers });
  const page = await dashboard.ask('/queues/', { headers });
  expect(page.status).toBe(200);
}

describe('pages answer 503 in bounded time and come back by themselves', () => {
  test('when Redis was there and is killed', async () => {
    await start();
    await expectRecovery();
    await redis.kill();
    await expectUnavailable();
    await redis.restart();
    await expectRecovery();
  });

  test('when Redis is frozen', async () => {
    await start();
    await expectRecovery();
    redis.freeze();
    await expectUnavailable();
    redis.thaw();
    await expectRecovery();
  });

  test('when there was no Redis at the start', async () => {
    await redis.kill();
    await start();
    await expectUnavailable();
    await redis.restart();
    await expectRecovery();
  });
});
