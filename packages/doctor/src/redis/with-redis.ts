import type { Redis } from 'ioredis';
import {
  connectRedis,
  createLogger,
  isTlsFailure,
  waitForRedis,
  type RedisTls,
} from '@ticketpost/runtime';
import type { Diagnosis } from '../diagnosis.ts';

const connectTimeoutMs = 3000;
const commandTimeoutMs = 5000;

/** Runs `look` on a connection of its own, or says why there is none. */
export async function withRedis(
  { url, tls, name }: { url: string; tls: RedisTls; name: string },
  look: (redis: Redis) => Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> {
  const redis = connectRedis({
    url,
    tls,
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
      : isTlsFailure(reason)
        ? 'Look whether rediss:// fits the port in REDIS_URL, and whether the certificate is valid for that very host. An authority of your own is named by TLS_CA; a Redis that asks for a certificate of ours wants REDIS_TLS_CLIENT.'
        : 'Start Redis, or correct host, port and redis:// or rediss:// in REDIS_URL.',
  };
}
