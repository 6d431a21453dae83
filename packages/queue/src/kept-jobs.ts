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
  /** All of them, oldest first; one that somebody removes meanwhile is left out. */
  walk(): AsyncGenerator<{ id: string; job: Job | 'broken' }>;
  /** Whether the job is one of them. */
  has(id: string): Promise<boolean>;
  /** Removes the job, if it is one of them: of many who try at once exactly one is told `true`. */
  takeOut(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Jobs fetched at a time. */
const batchSize = 100;

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

  const ids = () => queue.getRanges([state], 0, -1, true);
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
      const all = await ids();
      for (let from = 0; from < all.length; from += batchSize) {
        const batch = all.slice(from, from + batchSize);
        const jobs = await Promise.all(batch.map(find));
        for (const [n, id] of batch.entries()) {
          const job = jobs[n];
          if (job !== undefined) yield { id, job };
        }
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
