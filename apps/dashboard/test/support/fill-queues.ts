import { randomBytes } from 'node:crypto';
import {
  createKeyring,
  eventsQueueName,
  quarantineQueueName,
  queuePrefix,
  sealEnvelope,
  sealQuarantinedDelivery,
} from '@ticketpost/queue';
import { connectRedis, createLogger } from '@ticketpost/runtime';
import { Queue, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';

export interface FilledQueues {
  /** The payloads as they lie in Redis. */
  readonly payloads: readonly string[];
  readonly events: Queue;
  /** The connection of these queues. */
  readonly redis: Redis;
  /** Adds a job that failed for good. */
  addFailed(id: string): Promise<void>;
  addDelayed(id: string): Promise<void>;
  addWaiting(id: string): Promise<void>;
  stop(): Promise<void>;
}

/** Both queues, with sealed jobs as ingest makes them and failures as the worker leaves them. */
export async function fillQueues(redisUrl: string): Promise<FilledQueues> {
  const connection = connectRedis({
    url: redisUrl,
    use: { for: 'jobs' },
    logger: createLogger({ app: 'test', level: 'silent' }),
  });
  const options = { connection, prefix: queuePrefix };
  const events = new Queue(eventsQueueName, options);
  const quarantine = new Queue(quarantineQueueName, options);
  const keyring = createKeyring([{ id: 'k1', key: randomBytes(32) }]);
  const receivedAt = '2026-01-02T03:04:05.678Z';
  const payloads: string[] = [];

  const add = async (id: string, delay = 0, lifo = false) => {
    const fields = { deliveryId: id, receivedAt, type: 'order.ticketed', orderNo: `ORDER-${id}` };
    const envelope = sealEnvelope(keyring, fields, { passengers: [{ name: 'TEST/ONE' }] });
    payloads.push(envelope.payload);
    await events.add('order.ticketed', envelope, { jobId: id, delay, lifo });
  };

  const delivery = sealQuarantinedDelivery(
    keyring,
    { deliveryId: 'quarantined-1', receivedAt, reason: 'malformed_json', problems: [] },
    Buffer.from('{"passengers":'),
  );
  payloads.push(delivery.payload);
  await quarantine.add(delivery.reason, delivery, { jobId: delivery.deliveryId });

  return {
    payloads,
    events,
    redis: connection,
    addDelayed: (id) => add(id, 60 * 60 * 1000),
    addWaiting: (id) => add(id),
    async addFailed(id) {
      await add(id, 0, true);
      const worker = new Worker(eventsQueueName, null, { ...options, autorun: false });
      const job = await worker.getNextJob('test');
      await job.moveToFailed(new UnrecoverableError('550 no such mailbox'), 'test');
      await worker.close();
    },
    async stop() {
      await Promise.all([events.close(), quarantine.close()]);
      connection.disconnect();
    },
  };
}
