import type { Redis } from 'ioredis';

/** Keys that Redis passes over at a time, about. */
const scanCount = 1000;

/** What follows `prefix` in the keys that begin with it, some at a time and in no order. */
export async function* walkKeys(redis: Redis, prefix: string): AsyncGenerator<string[]> {
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', scanCount);
    if (keys.length > 0) yield keys.map((key) => key.slice(prefix.length));
    cursor = next;
  } while (cursor !== '0');
}
