import type { Redis } from 'ioredis';
import type { Lapse } from './steps/lapse-step.ts';

/** Keys that are about a day, a month or the like, which their name tells. */
interface DatedKeys {
  /** What all of them begin with, and no other does. */
  prefix: string;
  /** When the time that a key is about is over, in ms since the epoch. */
  endOf: (key: string) => number;
}

/** Keys that are passed over at a time, about. */
const scanCount = 2000;

/**
 * Makes what has dated keys end `keptMs` after their time: at once when that is over, else at that time. Yields after
 * each bounded step what is gone by it: `counting` the keys, or the fields of these hashes.
 */
export function createLapseKeys(options: {
  redis: Redis;
  keys: DatedKeys;
  counting: 'keys' | 'fields';
}): Lapse {
  const { redis, keys: dated, counting } = options;

  const run = async (fill: (pipeline: ReturnType<Redis['pipeline']>) => void) => {
    const pipeline = redis.pipeline();
    fill(pipeline);
    const answers = (await pipeline.exec()) ?? [];
    return answers.map(([error, answer]) => {
      if (error !== null) throw error;
      return answer;
    });
  };

  const countAll = async (keys: readonly string[]): Promise<number> => {
    if (counting === 'keys') return keys.length;
    const sizes = await run((pipeline) => {
      for (const key of keys) pipeline.hlen(key);
    });
    return (sizes as number[]).reduce((sum, size) => sum + size, 0);
  };

  return async function* lapse(keptMs, nowMs, { isDryRun }) {
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(
        ...([cursor, 'MATCH', `${dated.prefix}*`, 'COUNT', scanCount] as const),
      );
      cursor = next;
      const ends = keys.map((key) => ({ key, endsAt: dated.endOf(key) + keptMs }));
      const over = ends.filter(({ endsAt }) => endsAt <= nowMs).map(({ key }) => key);
      const gone = await countAll(over);
      if (!isDryRun) {
        await run((pipeline) => {
          for (const key of over) pipeline.unlink(key);
          for (const { key, endsAt } of ends) if (endsAt > nowMs) pipeline.pexpireat(key, endsAt);
        });
      }
      yield gone;
    } while (cursor !== '0');
  };
}
