import type { Redis } from 'ioredis';
import { connectRedis, createLogger, waitForRedis } from '@ticketpost/runtime';
import type { Diagnosis } from '../diagnosis.ts';

const connectTimeoutMs = 3000;
const commandTimeoutMs = 5000;

/** Runs `look` on a connection of its own, or says why there is none. */
export async function withRedis(
  { url, name }: { url: string; name: string },
  look: (redis: Redis) => Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> {
  const redis = connectRedis({
    url,
    use: { for: 'answers', commandTimeoutMs },
    logger: createLogger({ app: 'doctor', level: 'silent' }),
  });
  let reason = 'it does not answer';
  redis.on('error', ({ code, message }: Error & { code?: string }) => {
    // The text of a refusal by Redis holds no password; that of other errors may hold an address.
    reason = code ?? (/^[A-Z]{4,} /.test(message) ? message : reason);
  });
  try {
    await waitForRedis(redis, connectTimeoutMs);
    if (redis.status !== 'ready') return [describeAway(name, reason)];
    return await look(redis);
  } finally {
    redis.disconnect();
  }
}

function describeAway(name: string, reason: string): Diagnosis {
  const isRefused = /^(WRONGPASS|NOAUTH|NOPERM|ERR )/.test(reason);
  return {
    name,
    status: 'failed',
    finding: `Redis at REDIS_URL cannot be reached: ${reason}`,
    remedy: isRefused
      ? 'Correct user and password in REDIS_URL.'
      : 'Start Redis, or correct host, port and redis:// or rediss:// in REDIS_URL.',
  };
}
