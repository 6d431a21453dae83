import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import {
  createLedger,
  ticketSetKeyContext,
  ticketSetKeyField,
  ticketSetsKey,
} from '@ticketpost/ledger';
import { createOperations } from '@ticketpost/operations';
import {
  createEventWorker,
  createIntake,
  createKeyring,
  eventsQueueName,
  quarantineQueueName,
  queuePrefix,
  sealEnvelope,
  sealQuarantinedDelivery,
  sealSupplierEvent,
  type AttemptResult,
  type EnvelopeOrigin,
  type Keyring,
  type QuarantineReason,
} from '@ticketpost/queue';
import {
  computeTicketSetId,
  parseTicketedOrder,
  readSupplierEvent,
  type TicketedOrder,
} from '@ticketpost/schema';
import { startTestRedis } from '@ticketpost/testkit';

export const receivedAt = '2026-01-02T03:04:05.678Z';
export const now = Date.parse('2026-02-03T04:05:06.000Z');

export const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
/** Under which this Redis' ticket set ids are hashed. */
const ticketSetKey = Buffer.alloc(32, 9);
/** Of a process that was not given the key. */
const otherKeyring = createKeyring([{ id: 'k2', key: Buffer.alloc(32, 8) }]);

/** The operations on a Redis of their own, with what ingest and worker would do beside them. */
export async function startOperations() {
  const server = await startTestRedis();
  const redis = new Redis(server.url);
  const empty = async (): Promise<void> => {
    await redis.flushall();
    const sealed = keyring.seal(ticketSetKey, ticketSetKeyContext);
    await redis.hset(ticketSetsKey, ticketSetKeyField, sealed);
  };
  await empty();
  const onError = () => undefined;
  const intake = createIntake({ connection: redis, timeoutMs: 5000, onError });
  const events = new Queue(eventsQueueName, { connection: redis, prefix: queuePrefix });
  const quarantine = new Queue(quarantineQueueName, { connection: redis, prefix: queuePrefix });
  const ledger = createLedger({ redis, sealer: keyring, now: () => now });
  const open = (keys: Keyring) =>
    createOperations({
      connection: redis,
      keyring: keys,
      storeTimeoutMs: 5000,
      onError,
      now: () => now,
    });
  const operations = open(keyring);
  const withoutKey = open(otherKeyring);

  /** Runs a worker until it has taken `count` jobs, each with the same end. */
  const runWorker = async (result: AttemptResult, count: number): Promise<string[]> => {
    const connection = new Redis(server.url, { maxRetriesPerRequest: null });
    const taken: string[] = [];
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const worker = createEventWorker({
      connection,
      concurrency: 1,
      retryDelaysMs: [],
      onError,
      onStalled: onError,
      onGivenUp: onError,
      handle: ({ jobId }) => {
        taken.push(jobId);
        if (taken.length === count) end();
        return Promise.resolve(result);
      },
    });
    await ended;
    await worker.close();
    connection.disconnect();
    return taken;
  };

  return {
    server,
    redisUrl: server.url,
    redis,
    ledger,
    intake,
    events,
    operations,
    withoutKey,
    runWorker,
    /** Brings a body as ingest would, and lets its job die. */
    async makeDeadLetter(
      deliveryId: string,
      body: object,
      reason = 'mailbox_refused: nobody there',
    ) {
      const reading = readSupplierEvent(body);
      if (reading.kind !== 'event') throw new Error('the body cannot be read');
      await intake.addEvent(sealSupplierEvent(keyring, { deliveryId, receivedAt }, reading.event));
      await runWorker({ kind: 'dead', reason }, 1);
    },
    /** Brings an event that no webhook did, and lets its job die. */
    async makeOwnDeadLetter(
      deliveryId: string,
      fields: { type: string; origin: EnvelopeOrigin; orderNo: string },
    ) {
      await intake.addEvent(sealEnvelope(keyring, { deliveryId, receivedAt, ...fields }, {}));
      await runWorker({ kind: 'dead', reason: 'uncertain: a copy may be out' }, 1);
    },
    async keep(deliveryId: string, body: string, reason: QuarantineReason = 'invalid_event') {
      const fields = { deliveryId, receivedAt, reason, problems: [] };
      await intake.addQuarantined(sealQuarantinedDelivery(keyring, fields, Buffer.from(body)));
    },
    /** Nothing is left but the key of the ticket set ids. */
    empty,
    stateOf: async (deliveryId: string) => (await events.getJob(deliveryId))?.getState(),
    timelineOf: async (orderNo: string) => (await ledger.read(orderNo))?.timeline ?? [],
    async stop() {
      await Promise.all([operations.close(), withoutKey.close(), intake.close()]);
      await Promise.all([events.close(), quarantine.close()]);
      redis.disconnect();
      await server.stop();
    },
  };
}

/** The ticket set that a body's mail is owed for. */
export function ticketSetOf(body: object): string {
  return computeTicketSetId(orderOf(body), ticketSetKey);
}

function orderOf(body: object): TicketedOrder {
  const reading = readSupplierEvent(body);
  const parsed = parseTicketedOrder(
    reading.kind === 'event' && reading.event.kind === 'ticketed' ? reading.event.order : {},
  );
  if (parsed.kind !== 'order') throw new Error('the body is no ticketed order');
  return parsed.order;
}
