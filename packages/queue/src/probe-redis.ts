import type { Redis } from 'ioredis';
import { queuePrefix } from './names.ts';

const probeKey = `${queuePrefix}:probe`;
const probeLifeMs = 60_000;

/**
 * Rejects while Redis would store nothing. It writes, since one that is full, read-only or loading
 * still answers a PING.
 */
export async function probeRedis(redis: Redis): Promise<void> {
  await redis.set(probeKey, '1', 'PX', probeLifeMs);
}
