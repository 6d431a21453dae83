import { eventsQueueName, quarantineQueueName } from './names.ts';
import { openQueue, type QueueConnection } from './open-queue.ts';

/** A delivery that waits for a person; since when, in ms since the epoch. */
export interface AgedDelivery {
  deliveryId: string;
  sinceMs: number;
}

/** Those that wait since before a time, oldest first. */
interface AgedPage {
  untilMs: number;
  /** How many are passed over. */
  skip: number;
  limit: number;
}

/** What stands on the queues by its age. Everything rejects when Redis does. */
export interface AgedJobs {
  deadLetters(page: AgedPage): Promise<AgedDelivery[]>;
  quarantined(page: AgedPage): Promise<AgedDelivery[]>;
  /** Jobs that ended well before a time. */
  countCompleted(untilMs: number): Promise<number>;
  /** Removes the oldest of them; how many. */
  removeCompleted(untilMs: number, limit: number): Promise<number>;
  /** Since when the oldest of each has been there. */
  oldest(): Promise<{ completedMs?: number; deadLetterMs?: number; quarantinedMs?: number }>;
  close(): Promise<void>;
}

/** Over a connection that stays the caller's to close. */
export function createAgedJobs(options: QueueConnection): AgedJobs {
  const { connection } = options;
  const events = openQueue(eventsQueueName, options);
  const quarantine = openQueue(quarantineQueueName, options);
  const completedKey = events.toKey('completed');
  const failedKey = events.toKey('failed');

  /** What came first is at the end. */
  const readQuarantined = async (skip: number, limit: number): Promise<AgedDelivery[]> => {
    const ids = await connection.lrange(quarantine.toKey('wait'), -skip - limit, -skip - 1);
    const pipeline = connection.pipeline();
    for (const id of ids) pipeline.hget(quarantine.toKey(id), 'timestamp');
    const times = (await pipeline.exec()) ?? [];
    return ids
      .flatMap((deliveryId, index): AgedDelivery[] => {
        const [error, timestamp] = times[index] ?? [null, null];
        if (error !== null) throw error;
        // Somebody has just decided on it.
        return timestamp === null ? [] : [{ deliveryId, sinceMs: Number(timestamp) }];
      })
      .toReversed();
  };
  const firstScore = async (key: string): Promise<number | undefined> => {
    const [, score] = await connection.zrange(key, '0', '0', 'WITHSCORES');
    return score === undefined ? undefined : Number(score);
  };

  return {
    async deadLetters({ untilMs, skip, limit }) {
      const flat = await connection.zrangebyscore(
        ...([failedKey, '-inf', untilMs, 'WITHSCORES', 'LIMIT', skip, limit] as const),
      );
      return Array.from({ length: flat.length / 2 }, (_, n) => ({
        deliveryId: flat[2 * n] ?? '',
        sinceMs: Number(flat[2 * n + 1]),
      }));
    },
    async quarantined({ untilMs, skip, limit }) {
      const found = await readQuarantined(skip, limit);
      return found.filter(({ sinceMs }) => sinceMs <= untilMs);
    },
    countCompleted: (untilMs) => connection.zcount(completedKey, '-inf', untilMs),
    async removeCompleted(untilMs, limit) {
      return (await events.clean(Date.now() - untilMs, limit, 'completed')).length;
    },
    async oldest() {
      const [completedMs, deadLetterMs, [quarantined]] = await Promise.all([
        firstScore(completedKey),
        firstScore(failedKey),
        readQuarantined(0, 1),
      ]);
      return {
        ...(completedMs === undefined ? {} : { completedMs }),
        ...(deadLetterMs === undefined ? {} : { deadLetterMs }),
        ...(quarantined === undefined ? {} : { quarantinedMs: quarantined.sinceMs }),
      };
    },
    async close() {
      await Promise.all([events.close(), quarantine.close()]);
    },
  };
}
