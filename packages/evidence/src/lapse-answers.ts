import type { Redis } from 'ioredis';
import { answersKeyPrefix, dayMs, dayOfAnswersKey } from './answer-place.ts';

/** Keys that are passed over at a time, about. */
const scanCount = 2000;

/**
 * Makes what has the answers of each day end `keptMs` after it: they go at once when that is over, else at
 * that time. Yields after each bounded step how many answers are gone by it.
 */
export function createLapseAnswers({ redis }: { redis: Redis }) {
  const endAll = async (
    keys: readonly string[],
    { keptMs, nowMs, isDryRun }: { keptMs: number; nowMs: number; isDryRun: boolean },
  ): Promise<number> => {
    const counting = redis.pipeline();
    const pipeline = redis.pipeline();
    for (const key of keys) {
      const endsAt = dayOfAnswersKey(key) + dayMs + keptMs;
      if (endsAt <= nowMs) {
        counting.hlen(key);
        pipeline.unlink(key);
      } else {
        pipeline.pexpireat(key, endsAt);
      }
    }
    const counts = (await counting.exec()) ?? [];
    const ends = isDryRun ? [] : ((await pipeline.exec()) ?? []);
    for (const [error] of [...counts, ...ends]) if (error !== null) throw error;
    return counts.reduce((sum, [, count]) => sum + (count as number), 0);
  };

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
        `${answersKeyPrefix}*`,
        'COUNT',
        scanCount,
      );
      cursor = next;
      yield await endAll(keys, { keptMs, nowMs, isDryRun });
    } while (cursor !== '0');
  };
}
