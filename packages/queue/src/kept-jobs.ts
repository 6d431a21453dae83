import { Queue, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { queuePrefix } from './names.ts';
import { takeOutJob } from './take-out-job.ts';

/** Jobs of one queue that no worker takes, until a person decides. */
export interface KeptJobs {
  readonly queue: Queue;
  /** The ids of all of them, oldest first. */
  ids(): Promise<string[]>;
  /** The job, wherever it stands; `broken` when its data is no JSON. */
  find(id: string): Promise<Job | 'broken' | undefined>;
  /**
   * All of them, oldest first, read some at a time: one that is removed meanwhile is left out, and may
   * hide another that moves up into its place.
   */
  walk(): AsyncGenerator<{ id: string; job: Job | 'broken' }>;
  /** Whether the job is one of them. */
  has(id: string): Promise<boolean>;
  /** Removes the job, if it is one of them: of many who try at once exactly one is told `true`. */
  takeOut(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Ids read, and jobs fetched, at a time. */
const idsAtATime = 500;
const jobsAtATime = 100;

/** The jobs of a queue in one state, over a connection that stays the caller's to close. */
export function createKeptJobs(options: {
  connection: Redis;
  queueName: string;
  state: 'failed' | 'waiting';
  /** Told of errors of the connection that belong to no call. */
  onError: (error: Error) => void;
}): KeptJobs {
  const { connection, queueName, state, onError } = options;
  const queue = new Queue(queueName, {
    connection,
    prefix: queuePrefix,
    skipWaitingForReady: true,
    // The check asks Redis once, at the start; unanswered then, no call would ever work again.
    skipVersionCheck: true,
    skipMetasUpdate: true,
  });
  queue.on('error', onError);
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
  return {
    queue,
    ids,
    find,
    async *walk() {
      const seen = new Set<string>();
      for (let from = 0; ; from += idsAtATime) {
        const chunk = await readIds(from);
        const news = chunk.filter((id) => !seen.has(id));
        for (let first = 0; first < news.length; first += jobsAtATime) {
          const batch = news.slice(first, first + jobsAtATime);
          const jobs = await Promise.all(batch.map(find));
          for (const [n, id] of batch.entries()) {
            seen.add(id);
            const job = jobs[n];
            if (job !== undefined) yield { id, job };
          }
        }
        if (chunk.length < idsAtATime) return;
      }
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
