import { Redis } from 'ioredis';

/** The queue of events, seen from outside. */
export interface WatchedQueue {
  /** Resolves once no job is under way, waits for a worker or is due soon; rejects after 15 s. */
  settled(): Promise<void>;
  /** Why a job will not be tried again; `undefined` when it is no dead letter. */
  deadLetterReason(deliveryId: string): Promise<string | undefined>;
  close(): void;
}

const prefix = '{ticketpost}:events:';
/** Longer than any wait that the tests' settings make, shorter than all that are meant to last. */
const soonMs = 4000;
const patienceMs = 15_000;

/** BullMQ keeps the time in the upper bits of a delayed job's score. */
const scoreOf = (time: number) => time * 0x1000;

/** Watches the queue in a Redis; it reads only. */
export function watchQueue(redisUrl: string): WatchedQueue {
  const client = new Redis(redisUrl);
  const countOpenJobs = async () => {
    const counts = await Promise.all([
      client.llen(`${prefix}wait`),
      client.llen(`${prefix}active`),
      client.zcard(`${prefix}prioritized`),
      client.zcount(`${prefix}delayed`, '-inf', scoreOf(Date.now() + soonMs)),
    ]);
    return counts.reduce((sum, count) => sum + count, 0);
  };
  return {
    async settled() {
      const stream = `${prefix}events`;
      const deadline = Date.now() + patienceMs;
      while (Date.now() < deadline) {
        // Read before the count, so that no event between the two is missed.
        const [newest] = await client.xrevrange(stream, '+', '-', 'COUNT', 1);
        if ((await countOpenJobs()) === 0) return;
        const blockMs = Math.max(1, deadline - Date.now());
        await client.xread('BLOCK', blockMs, 'STREAMS', stream, newest?.[0] ?? '0-0');
      }
      throw new Error(`${await countOpenJobs()} jobs are still open after ${patienceMs} ms`);
    },
    async deadLetterReason(deliveryId) {
      const isDead = (await client.zscore(`${prefix}failed`, deliveryId)) !== null;
      if (!isDead) return undefined;
      return (await client.hget(prefix + deliveryId, 'failedReason')) ?? '';
    },
    close() {
      client.disconnect();
    },
  };
}
