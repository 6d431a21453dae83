import { EventEmitter, once } from 'node:events';
import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { createEmailRenderer } from '@ticketpost/email';
import { createLedger, type Ledger } from '@ticketpost/ledger';
import { createForgetNotification } from '@ticketpost/notifications';
import { createAuditLog, createEraseEverywhere } from '@ticketpost/operations';
import {
  createEventWorker,
  createIntake,
  createJobsOfOrders,
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
import type { OrderQueryOutcome } from '@ticketpost/supplier';
import { printSafely } from '../src/confirm/print-safely.ts';
import { createWriteConfirmation } from '../src/confirm/write-confirmation.ts';
import { createHandleAttempt } from '../src/handle-attempt.ts';
import { createHandlers } from '../src/handlers/create-handlers.ts';
import { createRecordDeath } from '../src/record-death.ts';
import type { Outcome } from '../src/attempt-outcome.ts';
import type { Mailer } from '../src/mail/create-mailer.ts';
import { createPause, type Pause } from '../src/pause/create-pause.ts';
import type { ProbeBackOff } from '../src/pause/plan-probe.ts';
import {
  createResolveRecipient,
  type ResolveRecipientOptions,
} from '../src/recipient/resolve-recipient.ts';
import { judgeAnswer } from '../src/supplier/judge-answer.ts';

export const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);

export interface WorkerUnderTest {
  ledger: Ledger;
  redis: Redis;
  /** Stores an envelope as ingest does. */
  enqueue: (envelope: Envelope) => Promise<void>;
  /** Reads a supplier's body, seals and stores it; resolves with the delivery's id. */
  deliver: (body: unknown) => Promise<string>;
  /** As ingest does: stores a booking and, when a confirmation waits for it, the news of it. */
  book: (orderNo: string, body: object) => Promise<void>;
  /** Resolves when that job is completed or a dead letter. */
  ended: (deliveryId: string) => Promise<{ result?: unknown; deadBecause?: string }>;
  /** How many attempts a job has used up. */
  attemptsMade: (deliveryId: string) => Promise<number>;
  pause: Pause;
  /** How the attempts ended so far, oldest first. */
  outcomes: readonly Outcome[];
  /** Resolves when the next attempt has ended so. */
  nextOutcome: (outcome: Outcome) => Promise<void>;
  /** How many printouts could not be made. */
  failedPrintouts: () => number;
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
  recipients?: Partial<ResolveRecipientOptions['settings']>;
  lookUp?: ResolveRecipientOptions['lookUp'];
  /** The supplier's order query; without it what an event says is believed. */
  query?: (orderNo: string) => Promise<OrderQueryOutcome>;
  recheckDelaysMs?: readonly number[];
  tripWaitMs?: number;
  /** Makes the printout of a mail; without it there is none. */
  print?: Parameters<typeof printSafely>[0];
  /** Whether the deliveries come now; long ago if not. */
  isReceivedNow?: boolean;
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
  const jobs = createJobsOfOrders({ connection: redis, onError: () => undefined });
  queue.setMaxListeners(100);
  const queueEvents = new QueueEvents(eventsQueueName, { connection, prefix: queuePrefix });
  await queueEvents.waitUntilReady();
  const recipients = options.recipients ?? { fallbackRecipient: 'desk@example.com' };
  const { query } = options;
  const concurrency = options.concurrency ?? 8;
  const outcomes: Outcome[] = [];
  const pauses: string[] = [];
  let failedPrintouts = 0;
  const countFailure = () => {
    failedPrintouts += 1;
  };
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
    logger,
    countAttempt: (outcome) => {
      outcomes.push(outcome);
      ending.emit(outcome);
    },
    delays: { unreadableMs: 10, redisRefusedMs: 10 },
    recordDeath: createRecordDeath({ ledger: ledgerOfWorker, logger }),
    isErased: (orderNo) => ledgerOfWorker.isErased(orderNo),
    handlers: createHandlers({
      erasuresAtOnce: Math.max(1, Math.floor(concurrency / 2)),
      eraseEverywhere: createEraseEverywhere({
        ledger: ledgerOfWorker,
        jobs,
        audit: createAuditLog({ redis, keyring: options.keyring ?? keyring }),
        forgetNotification: createForgetNotification({ redis, keyring }),
        keyring: options.keyring ?? keyring,
      }),
      ledger: ledgerOfWorker,
      logger,
      write: createWriteConfirmation({
        render: (input) => renderer.render(input),
        print: options.print && printSafely(options.print, { logger, countFailure }),
      }),
      submit: options.submit,
      pause,
      askSupplier: query && (async (orderNo) => judgeAnswer(await query(orderNo))),
      recheckDelaysMs: options.recheckDelaysMs ?? [10, 10],
      tripWaitMs: options.tripWaitMs ?? 0,
      holdsUncertain: options.holdsUncertain ?? false,
      resolveRecipient: createResolveRecipient({
        settings: { usesSupplierContact: false, ...recipients },
        lookUp: options.lookUp,
      }),
      sandboxRecipient: recipients.sandboxRecipient,
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
            receivedAt:
              options.isReceivedNow === true
                ? new Date().toISOString()
                : '2026-01-02T03:04:05.678Z',
            type: event.type,
            ...(event.orderNo === undefined ? {} : { orderNo: event.orderNo }),
          },
          event.kind === 'ticketed' ? event.order : event.body,
        ),
      );
      return deliveryId;
    },
    book: async (orderNo, body) => {
      const stored = await ledger.putBooking(orderNo, { body }, { event: 'booked' });
      if (stored.kind !== 'stored') throw new Error('the booking was not stored');
      if (stored.waiting === 0) return;
      deliveries += 1;
      const news = {
        deliveryId: `booking-${deliveries}`,
        receivedAt: new Date().toISOString(),
        type: 'booking.stored',
        orderNo,
        origin: 'booking',
      } as const;
      await enqueue(sealEnvelope(keyring, news, {}));
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
    failedPrintouts: () => failedPrintouts,
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
      await jobs.close();
      await queueEvents.close();
      await queue.close();
      connection.disconnect();
      redis.disconnect();
      await server.stop();
    },
  };
}
