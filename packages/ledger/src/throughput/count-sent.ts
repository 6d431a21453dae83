import type { Redis } from 'ioredis';
import { hourMs, minuteMs, throughputKey } from './throughput-key.ts';

/** Longer than a day and an hour, which is what is read. */
const retentionMs = 30 * hourMs;

/** Makes what counts a confirmation that was sent just now. Not waited for; `onError` hears of a failure. */
export function createCountSent(options: {
  redis: Redis;
  now: () => number;
  onError: (error: unknown) => void;
}): () => void {
  const { redis, now, onError } = options;
  return () => {
    const at = now();
    const key = throughputKey(Math.floor(at / hourMs));
    const minute = Math.floor((at % hourMs) / minuteMs);
    redis
      .pipeline()
      .hincrby(key, String(minute), 1)
      .pexpire(key, retentionMs)
      .exec()
      .catch(onError);
  };
}
