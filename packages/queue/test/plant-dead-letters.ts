import type { Redis } from 'ioredis';
import { eventsQueueName, queuePrefix } from '@ticketpost/queue';

const keyOf = (name: string) => `${queuePrefix}:${eventsQueueName}:${name}`;

/** One dead letter as BullMQ keeps it. */
interface Planted {
  id: string;
  failedAt: number;
  reason: string;
}

/** Writes dead letters by the thousand, for which a worker would take its time. */
export async function plantDeadLetters(redis: Redis, planted: readonly Planted[]): Promise<void> {
  for (let from = 0; from < planted.length; from += 1000) {
    const pipeline = redis.pipeline();
    for (const { id, failedAt, reason } of planted.slice(from, from + 1000)) {
      pipeline.zadd(keyOf('failed'), failedAt, id);
      pipeline.hset(keyOf(id), {
        name: 'order.ticketed',
        data: JSON.stringify({ orderNo: `O-${id}` }),
        opts: '{}',
        timestamp: failedAt - 1000,
        finishedOn: failedAt,
        failedReason: reason,
        atm: 1,
      });
    }
    await pipeline.exec();
  }
}

/** Takes one away, as a redrive does. */
export async function uproot(redis: Redis, id: string): Promise<void> {
  await redis.zrem(keyOf('failed'), id);
}
