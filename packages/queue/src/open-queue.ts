import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { queuePrefix } from './names.ts';

/** Whose connection a queue is opened over. It stays the caller's to close. */
export interface QueueConnection {
  connection: Redis;
  /** Told of errors of the connection that belong to no call. */
  onError: (error: Error) => void;
}

/** One of the queues, to look into and to take out of: its settings in Redis stay as ingest wrote them. */
export function openQueue(name: string, { connection, onError }: QueueConnection): Queue {
  const queue = new Queue(name, {
    connection,
    prefix: queuePrefix,
    skipWaitingForReady: true,
    // The check asks Redis once, at the start; unanswered then, no call would ever work again.
    skipVersionCheck: true,
    skipMetasUpdate: true,
  });
  queue.on('error', onError);
  return queue;
}
