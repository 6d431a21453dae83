import { queuePrefix } from '@ticketpost/queue';
import type { connectRedis } from '@ticketpost/runtime';

const probeKey = `${queuePrefix}:probe`;
const probeLifeMs = 60_000;

/**
 * Rejects while Redis would store nothing. It writes, since one that is full, read-only or loading
 * still answers a PING.
 */
export async function probeRedis(redis: ReturnType<typeof connectRedis>): Promise<void> {
  await redis.set(probeKey, '1', 'PX', probeLifeMs);
}
