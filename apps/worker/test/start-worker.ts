import { EventEmitter, once } from 'node:events';
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
import { createRecordDeath } from '../src/record-death.ts';
import type { Outcome } from '../src/attempt-outcome.ts';
import type { Mailer } from '../src/mail/create-mailer.ts';
import { createPause, type Pause } from '../src/pause/create-pause.ts';
import type { ProbeBackOff } from '../src/pause/plan-probe.ts';
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
  /** How many attempts a job has used up. */
  attemptsMade: (deliveryId: string) => Promise<number>;
  pause: Pause;
  /** How the attempts ended so far, oldest first. */
  outcomes: readonly Outcome[];
  /** Resolves when the next attempt has ended so. */
  nextOutcome: (outcome: Outcome) => Promise<void>;
  /** Why the worker paused so far, oldest first. */
  pauses: readonly string[];
  /** Resolves at the next pause. */
  nextPause: () => Promise<void>;
  /** Ends the worker alone, as SIGTERM does. */
  stop: () => Promise<void>;
  close: () => Promise<void>;
}

let deliveries = 0;

/** The worker over a real Redis; `submit` is its port to the mail server. */
export async function startWorker(options: {
  submit: Mailer['submit'];
  probe?: Mailer['probe'];
  backOff?: ProbeBackOff;
  concurrency?: number;
  holdsUncertain?: boolean;
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
  const concurrency = options.concurrency ?? 8;
  const outcomes: Outcome[] = [];
  const pauses: string[] = [];
  const pausing = new EventEmitter();
  const ending = new EventEmitter();
  const pause = createPause({
    worker: () => worker,
    concurrency,
    probe: options.probe ?? (() => Promise.resolve({ kind: 'passed' })),
    backOff: options.backOff ?? { firstMs: 10, longestMs: 80 },
    logger,
    metrics: {
      setPaused: () => undefined,
      countPause: (reason) => {
        pauses.push(reason);
        pausing.emit('pause');
      },
    },
  });
  const handle = createHandleAttempt({
    keyring: options.keyring ?? keyring,
    ledger: ledgerOfWorker,
    logger,
    countAttempt: (outcome) => {
      outcomes.push(outcome);
      ending.emit(outcome);
    },
    delays: { unreadableMs: 10, redisRefusedMs: 10 },
    recordDeath: createRecordDeath({ ledger: ledgerOfWorker, logger }),
    confirmOrder: createConfirmOrder({
      ledger: ledgerOfWorker,
      logger,
      render: (input) => renderer.render(input),
      submit: options.submit,
      pause,
      holdsUncertain: options.holdsUncertain ?? false,
      resolveRecipient: (orderNo) => resolveRecipient(orderNo, recipients),
      messageIdDomain: 'example.com',
    }),
  });
  const worker = createEventWorker({
    connection,
    concurrency,
    retryDelaysMs: options.retryDelaysMs ?? [0, 0],
    handle,
    onError: () => undefined,
    onStalled: () => undefined,
    onGivenUp: () => undefined,
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
    attemptsMade: async (deliveryId) => (await queue.getJob(deliveryId))?.attemptsMade ?? NaN,
    pause,
    outcomes,
    nextOutcome: async (outcome) => {
      await once(ending, outcome);
    },
    pauses,
    nextPause: async () => {
      await once(pausing, 'pause');
    },
    stop: async () => {
      pause.close();
      await worker.close();
    },
    close: async () => {
      pause.close();
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
