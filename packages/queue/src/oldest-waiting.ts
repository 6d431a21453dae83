import type { Redis } from 'ioredis';
import { overdueMs, scorePerMs } from './due-jobs.ts';
import { eventsQueueName, queuePrefix } from './names.ts';
import { putBackAtField } from './put-back-mark.ts';

/** Looks for the job of the `events` queue that has waited longest to be taken. */
export interface OldestWaiting {
  /** Since when it waits, in ms of the epoch; `undefined` when none does. */
  read(): Promise<number | undefined>;
}

/** Workers take from the end of the list, so whoever waits longest stands there. */
const lastOfList = 10;

const keyOf = (name: string) => `${queuePrefix}:${eventsQueueName}:${name}`;

/**
 * A job that was never begun tells when it came. One that waited for another attempt does not tell
 * when it came back: it counts from when it was first seen here, and the younger ones beside it say
 * that it is no younger than they are. Over a connection that stays the caller's to close.
 */
export function createOldestWaiting({
  connection,
  now = Date.now,
}: {
  connection: Redis;
  now?: (() => number) | undefined;
}): OldestWaiting {
  let firstSeen: ReadonlyMap<string, number> = new Map();

  const readArrival = async (id: string): Promise<number | 'untold' | undefined> => {
    const [timestamp, begun, options, putBackAt] = await connection.hmget(
      keyOf(id),
      'timestamp',
      'processedOn',
      'opts',
      putBackAtField,
    );
    if (timestamp === null || timestamp === undefined) return undefined;
    const returned = Number(putBackAt ?? 0);
    if (Number(begun ?? 0) > returned) return 'untold';
    return Math.max(returned, Number(timestamp) + readDelayMs(options ?? '{}'));
  };

  return {
    async read() {
      const [waiting, prioritized, [, score]] = await Promise.all([
        connection.lrange(keyOf('wait'), -lastOfList, -1),
        connection.zrange(keyOf('prioritized'), '0', '0'),
        connection.zrange(keyOf('delayed'), '0', '0', 'WITHSCORES'),
      ]);
      const at = now();
      const ids = [...waiting, ...prioritized];
      const arrivals = await Promise.all(ids.map(readArrival));
      const seen = new Map<string, number>();
      const since = arrivals.flatMap((arrival, n) => {
        if (arrival !== 'untold') return arrival ?? [];
        const id = ids[n] ?? '';
        const first = firstSeen.get(id) ?? at;
        seen.set(id, first);
        return first;
      });
      firstSeen = seen;
      const dueAt = score === undefined ? Infinity : Number(score) / scorePerMs;
      if (dueAt < at - overdueMs) since.push(dueAt);
      return since.length === 0 ? undefined : Math.floor(Math.min(...since));
    },
  };
}

/** How long after its coming the job was to wait before its first attempt. */
function readDelayMs(options: string): number {
  const { delay } = JSON.parse(options) as { delay?: unknown };
  return typeof delay === 'number' ? delay : 0;
}
