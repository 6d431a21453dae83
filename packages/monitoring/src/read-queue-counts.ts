import { eventsQueueName, quarantineQueueName, queuePrefix } from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import type { SystemState } from './system-state.ts';

const keyOf = (queue: string, name: string) => `${queuePrefix}:${queue}:${name}`;

/** How many jobs there are in each state, in one round trip. */
export async function readQueueCounts(redis: Redis): Promise<SystemState['queues']> {
  const count = async (name: string) => await redis.zcard(keyOf(eventsQueueName, name));
  const [waiting, prioritized, delayed, active, completed, failed, quarantine] = await Promise.all([
    redis.llen(keyOf(eventsQueueName, 'wait')),
    count('prioritized'),
    count('delayed'),
    redis.llen(keyOf(eventsQueueName, 'active')),
    count('completed'),
    count('failed'),
    redis.llen(keyOf(quarantineQueueName, 'wait')),
  ]);
  return {
    events: { waiting: waiting + prioritized, delayed, active, completed, failed },
    quarantine,
  };
}
