import { startTestRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { startDashboard, type RunningDashboard } from './start-dashboard.ts';
import { makeUsers } from './test-users.ts';

type Options = Partial<Parameters<typeof startDashboard>[0]>;

/** A Redis of its own, and dashboards on it that are started as a test needs them. */
export async function startLogin() {
  const redis = await startTestRedis();
  const client = new Redis(redis.url);
  const users = await makeUsers();
  const running: RunningDashboard[] = [];
  return {
    redis,
    client,
    users,
    async start(options: Options = {}): Promise<RunningDashboard> {
      const dashboard = await startDashboard({ redisUrl: redis.url, users, ...options });
      running.push(dashboard);
      return dashboard;
    },
    /** Stops the dashboards and forgets everything. */
    async clear(): Promise<void> {
      await Promise.all(running.splice(0).map((dashboard) => dashboard.stop()));
      await client.flushall();
    },
    async stop(): Promise<void> {
      client.disconnect();
      await redis.stop();
    },
  };
}

export type StartedLogin = Awaited<ReturnType<typeof startLogin>>;
