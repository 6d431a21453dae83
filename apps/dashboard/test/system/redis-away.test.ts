import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { askAs } from '../support/ask-as.ts';
import { codeOf, startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { makeUsers, operator } from '../support/test-users.ts';
import { until } from '../support/until.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let dashboard: RunningDashboard;

beforeAll(async () => {
  redis = await startTestRedis();
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
});
afterAll(async () => {
  await dashboard.stop();
  await redis.stop();
});

const requests = [
  ['GET', '/'],
  ['GET', '/dead-letters'],
  ['GET', '/dead-letters/one'],
  ['POST', '/dead-letters/one/redrive'],
  ['POST', '/dead-letters/one/discard'],
  ['GET', '/dead-letters/redrive?reason=odd'],
  ['POST', '/dead-letters/redrive?reason=odd'],
  ['GET', '/quarantine'],
  ['GET', '/quarantine/one'],
  ['POST', '/quarantine/one/release'],
  ['GET', '/bulk/x'],
  ['POST', '/bulk/x/stop'],
  ['GET', '/waiting/owed'],
  ['GET', '/audit'],
  ['GET', '/audit/export'],
] as const;

test.each(['killed', 'frozen'])(
  'every page says so while Redis is %s, and recovers',
  async (how) => {
    if (how === 'killed') await redis.kill();
    else redis.freeze();
    try {
      for (const [method, path] of requests) {
        const fields = method === 'POST' ? { reason: 'kept "<words>"' } : undefined;
        const wish = { method, ...(fields === undefined ? {} : { fields }) };
        const answer = await askAs(dashboard, operator, path, wish);
        expect([path, answer.status, await codeOf(answer)]).toEqual([
          path,
          503,
          'redis_unavailable',
        ]);
        const page = await askAs(dashboard, operator, path, { ...wish, page: true });
        const text = await page.text();
        expect([path, page.status, text.includes('Redis does not answer')]).toEqual([
          path,
          503,
          true,
        ]);
        // What was written is not lost.
        if (fields !== undefined && !path.endsWith('/stop')) {
          expect(text).toContain('kept &quot;&lt;words&gt;&quot;');
        }
      }
    } finally {
      if (how === 'killed') await redis.restart();
      else redis.thaw();
    }
    await until(async () => (await askAs(dashboard, operator, '/')).status === 200);
  },
  120_000,
);
