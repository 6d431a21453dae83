import { eventsQueueName, quarantineQueueName, queuePrefix } from '@ticketpost/queue';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/**
 * Both queues, to look into. They leave the queues' settings in Redis as ingest wrote them.
 * `onError` is told of errors of the connection that belong to no request.
 */
export function openQueues(options: {
  /** A connection that fails fast; it stays the caller's to close. */
  connection: Redis;
  onError: (error: Error) => void;
}): readonly Queue[] {
  const { connection, onError } = options;
  return [eventsQueueName, quarantineQueueName].map((name) => {
    const queue = new Queue(name, {
      connection,
      prefix: queuePrefix,
      skipWaitingForReady: true,
      // The check asks Redis once, at the start; unanswered then, no request would ever be.
      skipVersionCheck: true,
      skipMetasUpdate: true,
    });
    queue.on('error', onError);
    return queue;
  });
}
