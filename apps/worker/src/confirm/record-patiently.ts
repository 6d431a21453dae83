import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@ticketpost/runtime';
import { isRedisRefusal } from '../is-redis-refusal.ts';

const firstWaitMs = 100;
const longestWaitMs = 2000;

/**
 * Writes down what must not be forgotten, that a mail went out: while Redis refuses to write, it is
 * asked again for `patienceMs`. Rejects with what Redis said last, or at once with any other error.
 */
export async function recordPatiently(
  record: () => Promise<void>,
  options: { logger: Logger; patienceMs: number },
): Promise<void> {
  const { logger, patienceMs } = options;
  const giveUpAt = performance.now() + patienceMs;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      await record();
      return;
    } catch (error) {
      if (!isRedisRefusal(error) || performance.now() + waitMs > giveUpAt) throw error;
      logger.warn({ error, waitMs }, 'Redis refuses to record a sent mail: asked again');
      await pause(waitMs);
    }
  }
}
