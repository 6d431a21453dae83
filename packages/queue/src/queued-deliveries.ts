import type { Redis } from 'ioredis';
import { createKeptJobs } from './kept-jobs.ts';
import { eventsQueueName } from './names.ts';

/** Looks up deliveries on the `events` queue, whatever state their job is in. */
export interface QueuedDeliveries {
  /** `data` is whatever stands in Redis; `parseEnvelope` judges it. `queuedAt` is RFC 3339 in UTC. */
  find(deliveryId: string): Promise<{ data: unknown; queuedAt?: string } | undefined>;
  close(): Promise<void>;
}

/** Over a connection that stays the caller's to close. */
export function createQueuedDeliveries(options: {
  connection: Redis;
  /** Told of errors of the connection that belong to no call. */
  onError: (error: Error) => void;
}): QueuedDeliveries {
  const jobs = createKeptJobs({ ...options, queueName: eventsQueueName, state: 'failed' });
  return {
    async find(deliveryId) {
      const job = await jobs.find(deliveryId);
      if (job === undefined) return undefined;
      if (job === 'broken') return { data: undefined };
      const data: unknown = job.data;
      return { data, queuedAt: new Date(job.timestamp).toISOString() };
    },
    close: () => jobs.close(),
  };
}
