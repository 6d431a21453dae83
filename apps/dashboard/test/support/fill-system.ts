import { Redis } from 'ioredis';
import {
  createEventWorker,
  createIntake,
  sealQuarantinedDelivery,
  sealSupplierEvent,
  type QuarantineReason,
} from '@ticketpost/queue';
import { readSupplierEvent } from '@ticketpost/schema';
import { buildDelivery } from '@ticketpost/testkit';
import { keyring } from './start-dashboard.ts';

const receivedAt = '2026-01-02T03:04:05.678Z';

/** What ingest and the worker leave behind for people to look after. */
export interface FilledSystem {
  readonly redis: Redis;
  /** Lets deliveries come and die for a reason, each of an order `ORDER-<id>`. */
  makeDeadLetters(ids: readonly string[], reason: string): Promise<void>;
  keep(id: string, body: string, reason?: QuarantineReason): Promise<void>;
  stop(): Promise<void>;
}

export function fillSystem(redisUrl: string): FilledSystem {
  const redis = new Redis(redisUrl);
  const onError = () => undefined;
  const intake = createIntake({ connection: redis, timeoutMs: 5000, onError });
  return {
    redis,
    async makeDeadLetters(ids, reason) {
      await Promise.all(
        ids.map((deliveryId) => {
          const reading = readSupplierEvent(buildDelivery({ orderNo: `ORDER-${deliveryId}` }));
          if (reading.kind !== 'event') throw new Error('the body cannot be read');
          const delivery = { deliveryId, receivedAt };
          return intake.addEvent(sealSupplierEvent(keyring, delivery, reading.event));
        }),
      );
      await failJobs(redisUrl, { count: ids.length, reason });
    },
    async keep(deliveryId, body, reason = 'invalid_event') {
      const problems = [{ pointer: '/data', message: 'must be object' }];
      const fields = { deliveryId, receivedAt, reason, problems };
      await intake.addQuarantined(sealQuarantinedDelivery(keyring, fields, Buffer.from(body)));
    },
    async stop() {
      await intake.close();
      redis.disconnect();
    },
  };
}

async function failJobs(
  redisUrl: string,
  { count, reason }: { count: number; reason: string },
): Promise<void> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  let taken = 0;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const worker = createEventWorker({
    connection,
    concurrency: 1,
    retryDelaysMs: [],
    onError: () => undefined,
    onStalled: () => undefined,
    onGivenUp: () => undefined,
    handle: () => {
      taken += 1;
      if (taken === count) end();
      return Promise.resolve({ kind: 'dead', reason });
    },
  });
  await ended;
  await worker.close();
  connection.disconnect();
}
