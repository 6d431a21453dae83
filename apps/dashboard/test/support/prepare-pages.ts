import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { askAs } from './ask-as.ts';
import { fillSystem, type FilledSystem } from './fill-system.ts';
import { startDashboard, type RunningDashboard } from './start-dashboard.ts';
import { makeUsers, operator, viewer } from './test-users.ts';
import { until } from './until.ts';

/** A dashboard for the tests of a file, on a Redis that is empty before each, and those who look at it. */
export function preparePages() {
  let redis: RunningRedis;
  let system: FilledSystem;
  let dashboard: RunningDashboard;
  beforeAll(async () => {
    redis = await startTestRedis();
    system = fillSystem(redis.url);
    dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
  });
  afterAll(async () => {
    await dashboard.stop();
    await system.stop();
    await redis.stop();
  });
  beforeEach(async () => {
    await system.redis.flushall();
    await until(async () => (await countDeadLetters()) === 0);
  });

  type Asking = Parameters<typeof askAs>;
  const ask = (user: Asking[1], path: Asking[2], how?: Asking[3]) =>
    askAs(dashboard, user, path, how);
  const get = (path: string, user = viewer) => ask(user, path);

  /** As the dashboard has counted them: it looks every few seconds. */
  const countDeadLetters = async (): Promise<number> => {
    const { counts } = await readJson<{ counts: { total: number; isComplete: boolean } }>(
      await get('/dead-letters'),
    );
    return counts.isComplete ? counts.total : -1;
  };
  return {
    ask,
    get,
    page: (path: string, user = viewer) => ask(user, path, { page: true }),
    post: (path: string, fields: object, user = operator) => ask(user, path, { fields }),
    /** Asks without a login. */
    askAsNobody: (path: string, init?: RequestInit) => dashboard.ask(path, init),
    redis: () => system.redis,
    keep: (...args: Parameters<FilledSystem['keep']>) => system.keep(...args),
    countDeadLetters,
    makeDeadLetters: async (ids: readonly string[], reason = 'mailbox_refused: 550 no') => {
      const before = await countDeadLetters();
      await system.makeDeadLetters(ids, reason);
      await until(async () => (await countDeadLetters()) === before + ids.length);
    },
    auditOf: async (user = viewer) => {
      const { entries } = await readJson<{ entries: Record<string, string>[] }>(
        await get('/audit', user),
      );
      // Who came in and left has tests of its own.
      return entries.filter(({ action = '' }) => !action.startsWith('sign_'));
    },
  };
}

export async function readJson<Shape>(response: Response): Promise<Shape> {
  return (await response.json()) as Shape;
}
