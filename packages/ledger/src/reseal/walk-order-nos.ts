import type { Redis } from 'ioredis';
import { orderKey } from '../order-key.ts';

/** Keys that Redis passes over at a time, about. */
const scanCount = 1000;

/**
 * The numbers of all orders, some at a time and in no order. One that is there from beginning to end is
 * named at least once; one that comes or goes meanwhile may be.
 */
export async function* walkOrderNos(redis: Redis): AsyncGenerator<string[]> {
  const prefix = orderKey('');
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', scanCount);
    if (keys.length > 0) yield keys.map((key) => key.slice(prefix.length));
    cursor = next;
  } while (cursor !== '0');
}
