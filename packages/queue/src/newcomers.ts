import type { Queue } from 'bullmq';
import { reasonCodeOf } from './dead-letters.ts';
import { eventsQueueName, quarantineQueueName } from './names.ts';
import { openQueue, type QueueConnection } from './open-queue.ts';

/** Times are in ms since the epoch, by the clock of the process that put it there. */
export interface Newcomer {
  deliveryId: string;
  atMs: number;
}

export interface NewDeadLetter extends Newcomer {
  reasonCode: string;
}

/** Since when to look, and for how many at most. */
export interface Recency {
  /** Not included. */
  afterMs: number;
  limit: number;
}

/** The newest of those asked for, newest first, and how many there are in all. */
export interface Newest<Item extends Newcomer> {
  items: Item[];
  total: number;
}

/** What has lately come to where people look after it, read in bounded steps. */
export interface Newcomers {
  deadLetters(recency: Recency): Promise<Newest<NewDeadLetter>>;
  /** Where there are more than `limit`, `total` leaves the others out. */
  quarantined(recency: Recency): Promise<Newest<Newcomer>>;
  /** The stage that a job was at last, where its worker could write it down. */
  stageOf(deliveryId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

const chunkSize = 500;

/** Reads over a connection that stays the caller's to close. */
export function createNewcomers(options: QueueConnection): Newcomers {
  const { connection } = options;
  const events = openQueue(eventsQueueName, options);
  const quarantine = openQueue(quarantineQueueName, options);

  /** One field of each job, `null` of one that is gone. */
  const readField = async (queue: Queue, ids: readonly string[], field: string) => {
    const pipeline = connection.pipeline();
    for (const id of ids) pipeline.hget(queue.toKey(id), field);
    return ((await pipeline.exec()) ?? []).map(([error, value]) => {
      if (error !== null) throw error;
      return value as string | null;
    });
  };

  return {
    async deadLetters({ afterMs, limit }) {
      const key = events.toKey('failed');
      const after = `(${afterMs}`;
      const total = await connection.zcount(key, after, '+inf');
      const items: NewDeadLetter[] = [];
      for (let skip = 0; skip < Math.min(limit, total); skip += chunkSize) {
        const count = Math.min(chunkSize, limit - skip);
        const flat = await connection.zrange(
          ...([key, '+inf', after, 'BYSCORE', 'REV', 'LIMIT', skip, count, 'WITHSCORES'] as const),
        );
        const ids = flat.filter((_text, n) => n % 2 === 0);
        const reasons = await readField(events, ids, 'failedReason');
        for (const [n, deliveryId] of ids.entries()) {
          const reasonCode = reasonCodeOf(reasons[n] ?? '');
          items.push({ deliveryId, atMs: Number(flat[2 * n + 1]), reasonCode });
        }
      }
      return { items, total };
    },
    async quarantined({ afterMs, limit }) {
      const items: Newcomer[] = [];
      for (let skip = 0; skip < limit; skip += chunkSize) {
        const count = Math.min(chunkSize, limit - skip);
        // What came last is at the head.
        const ids = await connection.lrange(quarantine.toKey('wait'), skip, skip + count - 1);
        const times = await readField(quarantine, ids, 'timestamp');
        const found = ids
          .map((deliveryId, n) => ({ deliveryId, atMs: Number(times[n] ?? Number.NaN) }))
          .filter(({ atMs }) => atMs > afterMs);
        items.push(...found);
        if (ids.length < count || found.length === 0) break;
      }
      return { items, total: items.length };
    },
    async stageOf(deliveryId) {
      const [progress] = await readField(events, [deliveryId], 'progress');
      return readStage(progress ?? '');
    },
    async close() {
      await Promise.all([events.close(), quarantine.close()]);
    },
  };
}

function readStage(progress: string): string | undefined {
  try {
    const { stage } = JSON.parse(progress) as { stage?: unknown };
    return typeof stage === 'string' ? stage : undefined;
  } catch {
    return undefined;
  }
}
