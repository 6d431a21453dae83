import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { createEmailRenderer } from '@ticketpost/email';
import { createLedger, type Ledger } from '@ticketpost/ledger';
import {
  createEventWorker,
  createIntake,
  createKeyring,
  eventsQueueName,
  queuePrefix,
  sealEnvelope,
  type Envelope,
  type Keyring,
} from '@ticketpost/queue';
import { createLogger } from '@ticketpost/runtime';
import { readSupplierEvent } from '@ticketpost/schema';
import { startTestRedis } from '@ticketpost/testkit';
import { createConfirmOrder } from '../src/confirm-order.ts';
import { createHandleAttempt } from '../src/handle-attempt.ts';
import type { Mailer } from '../src/mail/create-mailer.ts';
import { resolveRecipient, type RecipientSettings } from '../src/resolve-recipient.ts';

export const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);

export interface WorkerUnderTest {
  ledger: Ledger;
  redis: Redis;
  /** Stores an envelope as ingest does. */
  enqueue: (envelope: Envelope) => Promise<void>;
  /** Reads a supplier's body, seals and stores it; resolves with the delivery's id. */
  deliver: (body: unknown) => Promise<string>;
  /** Resolves when that job is completed or a dead letter. */
  ended: (deliveryId: string) => Promise<{ result?: unknown; deadBecause?: string }>;
  close: () => Promise<void>;
}

let deliveries = 0;

/** The worker over a real Redis; `submit` is its port to the mail server. */
export async function startWorker(options: {
  submit: Mailer['submit'];
  recipients?: RecipientSettings;
  retryDelaysMs?: readonly number[];
  keyring?: Keyring;
  /** Wraps the real ledger, to let it fail. */
  alterLedger?: (ledger: Ledger) => Ledger;
}): Promise<WorkerUnderTest> {
  const server = await startTestRedis();
  const connection = new Redis(server.url, { maxRetriesPerRequest: null });
  const redis = new Redis(server.url);
  const ledger = createLedger({ redis, sealer: keyring });
  const ledgerOfWorker = options.alterLedger?.(ledger) ?? ledger;
  const logger = createLogger({ app: 'worker', level: 'silent' });
  const intake = createIntake({ connection: redis, timeoutMs: 5000, onError: () => undefined });
  const queue = new Queue(eventsQueueName, { connection: redis, prefix: queuePrefix });
  const renderer = createEmailRenderer({ brand: { name: 'Blue Travel' } });
  queue.setMaxListeners(100);
  const queueEvents = new QueueEvents(eventsQueueName, { connection, prefix: queuePrefix });
  await queueEvents.waitUntilReady();
  const recipients = options.recipients ?? { fallbackRecipient: 'desk@example.com' };
  const handle = createHandleAttempt({
    keyring: options.keyring ?? keyring,
    ledger: ledgerOfWorker,
    logger,
    countAttempt: () => undefined,
    confirmOrder: createConfirmOrder({
      ledger: ledgerOfWorker,
      logger,
      render: (input) => renderer.render(input),
      submit: options.submit,
      resolveRecipient: (orderNo) => resolveRecipient(orderNo, recipients),
      messageIdDomain: 'example.com',
    }),
  });
  const worker = createEventWorker({
    connection,
    concurrency: 8,
    retryDelaysMs: options.retryDelaysMs ?? [0, 0],
    handle,
    onError: () => undefined,
    onStalled: () => undefined,
  });
  const enqueue = async (envelope: Envelope) => {
    const stored = await intake.addEvent(envelope);
    if (stored.kind !== 'stored') throw new Error('not stored', { cause: stored.cause });
  };
  return {
    ledger,
    redis,
    enqueue,
    deliver: async (body) => {
      const reading = readSupplierEvent(body);
      if (reading.kind === 'invalid') throw new Error(JSON.stringify(reading.problems));
      const { event } = reading;
      deliveries += 1;
      const deliveryId = `delivery-${deliveries}`;
      await enqueue(
        sealEnvelope(
          keyring,
          {
            deliveryId,
            receivedAt: '2026-01-02T03:04:05.678Z',
            type: event.type,
            ...(event.orderNo === undefined ? {} : { orderNo: event.orderNo }),
          },
          event.kind === 'ticketed' ? event.order : event.body,
        ),
      );
      return deliveryId;
    },
    ended: async (deliveryId) => {
      const job = await queue.getJob(deliveryId);
      if (job === undefined) throw new Error('there is no such job');
      try {
        return { result: (await job.waitUntilFinished(queueEvents)) as unknown };
      } catch (error) {
        return { deadBecause: (error as Error).message };
      }
    },
    close: async () => {
      await worker.close();
      await intake.close();
      await queueEvents.close();
      await queue.close();
      connection.disconnect();
      redis.disconnect();
      await server.stop();
    },
  };
}
