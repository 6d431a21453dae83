import type { Redis } from 'ioredis';
import { endOf, monthOfSearchKey, searchKeyPrefix } from '../search/search-key.ts';

/** Keys that are passed over at a time, about. */
const scanCount = 2000;

/**
 * Makes what has each month of the search index end `keptMs` after it: its sets go at once when that is
 * over, else at that time. Yields after each bounded step how many sets are gone by it.
 */
export function createSearchLapse({ redis }: { redis: Redis }) {
  return async function* lapse(
    keptMs: number,
    nowMs: number,
    { isDryRun = false }: { isDryRun?: boolean } = {},
  ): AsyncGenerator<number> {
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(
        cursor,
        'MATCH',
        `${searchKeyPrefix}*`,
        'COUNT',
        scanCount,
      );
      const pipeline = redis.pipeline();
      let gone = 0;
      for (const key of keys) {
        const endsAt = endOf(monthOfSearchKey(key)) + keptMs;
        if (endsAt <= nowMs) gone += 1;
        if (isDryRun) continue;
        if (endsAt <= nowMs) pipeline.unlink(key);
        else pipeline.pexpireat(key, endsAt);
      }
      for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
      cursor = next;
      yield gone;
    } while (cursor !== '0');
  };
}
