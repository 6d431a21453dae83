import { withDeadline, type Logger } from '@ticketpost/runtime';
import type { Redis } from 'ioredis';
import { custodyKeys } from './custody-keys.ts';

/** Counts what each key seals, over all processes and restarts. */
export interface SealCount {
  note: (keyId: string) => void;
  close(): Promise<void>;
}

const closeTimeoutMs = 500;

/**
 * Adds to Redis' counts every `everyMs`, and once more at the end. Nothing waits for it; what cannot be
 * told to Redis is told with the next turn. A process that is killed takes the last turn's with it:
 * nothing next to the 2³² that a key may seal.
 */
export function startSealCount(options: {
  /** It stays the caller's to close. */
  redis: Redis;
  everyMs?: number;
  logger: Pick<Logger, 'debug'>;
}): SealCount {
  const { redis, everyMs = 5000, logger } = options;
  let counts = new Map<string, number>();
  let underWay: Promise<void> | undefined;

  const flush = async () => {
    if (counts.size === 0 || redis.status !== 'ready') return;
    const told = counts;
    counts = new Map();
    try {
      const pipeline = redis.pipeline();
      for (const [keyId, count] of told) pipeline.hincrby(custodyKeys.seals, keyId, count);
      for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
    } catch (error) {
      for (const [keyId, count] of told) counts.set(keyId, (counts.get(keyId) ?? 0) + count);
      logger.debug({ error }, 'how much was sealed could not be told to Redis');
    }
  };
  const tryToFlush = () => {
    underWay ??= flush().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  const timer = setInterval(() => void tryToFlush(), everyMs);
  timer.unref();
  return {
    note(keyId) {
      counts.set(keyId, (counts.get(keyId) ?? 0) + 1);
    },
    async close() {
      clearInterval(timer);
      const last = async () => {
        await underWay;
        await tryToFlush();
      };
      await withDeadline(last(), { what: 'the count of seals', timeoutMs: closeTimeoutMs }).catch(
        (error: unknown) => {
          logger.debug({ error }, 'how much was sealed could not be told to Redis');
        },
      );
    },
  };
}
