import type { Job, Queue } from 'bullmq';
import pLimit from 'p-limit';
import { openQueue, type QueueConnection } from './open-queue.ts';
import { takeOutJob } from './take-out-job.ts';

/** Jobs of one queue that no worker takes, until a person decides. */
export interface KeptJobs {
  readonly queue: Queue;
  /** The ids of all of them, oldest first. */
  ids(): Promise<string[]>;
  /** The job, wherever it stands; `broken` when its data is no JSON. */
  find(id: string): Promise<Job | 'broken' | undefined>;
  /**
   * All of them, oldest first, or those of the ids, read some at a time: one that is removed meanwhile is
   * left out, and may hide another that moves up into its place.
   */
  walk(ids?: readonly string[]): AsyncGenerator<{ id: string; job: Job | 'broken' }>;
  /** The ids of those of one name, oldest first, without a look at what they carry. */
  idsNamed(name: string): Promise<string[]>;
  /** Whether the job is one of them. */
  has(id: string): Promise<boolean>;
  /** Removes the job, if it is one of them: of many who try at once exactly one is told `true`. */
  takeOut(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Ids read at a time. */
const idsAtATime = 500;

/** The jobs of a queue in one state, over a connection that stays the caller's to close. */
export function createKeptJobs(
  options: QueueConnection & {
    queueName: string;
    state: 'failed' | 'waiting';
    /** Jobs fetched at a time, by everybody who walks; default 100. */
    jobsAtATime?: number;
  },
): KeptJobs {
  const { connection, queueName, state, jobsAtATime = 100 } = options;
  const oneAtATime = pLimit(1);
  const queue = openQueue(queueName, options);
  const key = queue.toKey(state === 'failed' ? 'failed' : 'wait');

  /** Oldest first: a list begins with the newest, and negative places count from its end. */
  const readIds = async (from: number): Promise<string[]> => {
    const to = from + idsAtATime - 1;
    if (state === 'failed') return await connection.zrange(key, String(from), String(to));
    return (await connection.lrange(key, -to - 1, -from - 1)).reverse();
  };
  const ids = async (): Promise<string[]> => {
    const all = new Set<string>();
    for (let from = 0; ; from += idsAtATime) {
      const chunk = await readIds(from);
      for (const id of chunk) all.add(id);
      if (chunk.length < idsAtATime) return [...all];
    }
  };
  const find = async (id: string) => {
    try {
      return await queue.getJob(id);
    } catch (error) {
      if ((error as Error).name === 'SyntaxError') return 'broken';
      throw error;
    }
  };
  async function* walk(wanted: readonly string[]) {
    for (let first = 0; first < wanted.length; first += jobsAtATime) {
      const batch = wanted.slice(first, first + jobsAtATime);
      const jobs = await oneAtATime(() => Promise.all(batch.map(find)));
      for (const [n, id] of batch.entries()) {
        const job = jobs[n];
        if (job !== undefined) yield { id, job };
      }
    }
  }
  return {
    queue,
    ids,
    find,
    async *walk(wanted) {
      if (wanted !== undefined) {
        yield* walk(wanted);
        return;
      }
      const seen = new Set<string>();
      for (let from = 0; ; from += idsAtATime) {
        const chunk = await readIds(from);
        const news = chunk.filter((id) => !seen.has(id));
        for (const id of news) seen.add(id);
        yield* walk(news);
        if (chunk.length < idsAtATime) return;
      }
    },
    async idsNamed(name) {
      const all = await ids();
      const named: string[] = [];
      for (let first = 0; first < all.length; first += idsAtATime) {
        const chunk = all.slice(first, first + idsAtATime);
        const names = await Promise.all(
          chunk.map((id) => connection.hget(queue.toKey(id), 'name')),
        );
        named.push(...chunk.filter((_, n) => names[n] === name));
      }
      return named;
    },
    async has(id) {
      return state === 'failed'
        ? (await connection.zscore(key, id)) !== null
        : (await connection.lpos(key, id)) !== null;
    },
    takeOut: (id) => takeOutJob(connection, { stateKey: key, jobKey: queue.toKey(id), id }),
    close: () => queue.close(),
  };
}
