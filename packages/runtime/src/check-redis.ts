import type { Redis } from 'ioredis';
import type { CheckOutcome } from './readiness.ts';

/**
 * Rejects with the reason when the connection is down or Redis does not answer a PING. The state
 * is looked at first: a PING on a connection that is down would join its offline queue, one more
 * with each probe.
 */
export async function checkRedis(redis: Redis): Promise<CheckOutcome> {
  if (redis.status !== 'ready') throw new Error(`the connection to Redis is ${redis.status}`);
  await redis.ping();
  return { status: 'ok' };
}
