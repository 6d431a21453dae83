import { Redis } from 'ioredis';

const timeoutMs = 5000;

/** Resolves when the server answers a PING; rejects with the reason, within a few seconds. */
export async function pingRedis(url: string): Promise<void> {
  await withRedis(url, (redis) => redis.ping());
}

/** What a server calls itself; another one after each of its starts. */
export async function readRedisRunId(url: string): Promise<string> {
  const answer = await withRedis(url, (redis) => redis.info('server'));
  return /^run_id:(\S+)/m.exec(answer)?.[1] ?? '';
}

async function withRedis<T>(url: string, ask: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: unknown;
  redis.on('error', (error) => {
    reason = error;
  });
  try {
    await redis.connect();
    return await ask(redis);
  } catch (error) {
    // The connection's own error says more than "Connection is closed".
    throw reason ?? error;
  } finally {
    if (redis.status !== 'end') redis.disconnect();
  }
}
