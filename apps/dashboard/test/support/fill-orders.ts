import { createLedger, type Ledger, type TimelineEntry } from '@ticketpost/ledger';
import {
  createEventWorker,
  createIntake,
  sealEnvelope,
  type AttemptResult,
} from '@ticketpost/queue';
import { connectRedis, createLogger } from '@ticketpost/runtime';
import { computeTicketSetId, listSearchTerms, type TicketedOrder } from '@ticketpost/schema';
import { Redis } from 'ioredis';
import { keyring } from './start-dashboard.ts';

export const mailbox = 'mia.example@example.com';
const answer = `250 2.0.0 Ok: queued as 4XyZ for <${mailbox}>`;
const messageId = '<1f2e3d4c@tickets.example.com>';

export function buildOrder(orderNo: string, ticketNo = '781-2400000001'): TicketedOrder {
  return {
    orderNo,
    orderStatus: 2,
    passengers: [
      {
        name: 'EXAMPLE/MIA ANN',
        passengerType: 'adult',
        ticketNos: [ticketNo],
        airlinePnrs: ['K8Q2ZP'],
        ancillaries: [],
      },
    ],
  };
}

/** Orders as ingest and the worker would leave them, on the given Redis. */
export function fillOrders(redisUrl: string) {
  const redis = connectRedis({
    url: redisUrl,
    use: { for: 'jobs' },
    logger: createLogger({ app: 'test', level: 'silent' }),
  });
  const onError = () => undefined;
  const ledger = createLedger({ redis, sealer: keyring });
  const intake = createIntake({ connection: redis, timeoutMs: 5000, onError });
  let count = 0;
  const nextDelivery = () => `delivery-${String(++count).padStart(4, '0')}`;

  /** As ingest and the first step of a worker leave it. */
  const begin = async (order: TicketedOrder) => {
    const { orderNo } = order;
    const deliveryId = nextDelivery();
    const ticketSetId = computeTicketSetId(order, await readKey(ledger));
    const received: TimelineEntry = { event: 'received', deliveryId, type: 'order.ticketed' };
    const claimed = await ledger.claim({
      ...{ orderNo, ticketSetId, deliveryId, entry: received },
      terms: listSearchTerms(order),
    });
    if (claimed.kind !== 'claimed') throw new Error(`not claimed but ${claimed.kind}`);
    return { orderNo, deliveryId, ticketSetId, claim: claimed.claim };
  };

  /** Brings a job and lets a worker end it so. */
  const runJob = async (orderNo: string, deliveryId: string, result: AttemptResult) => {
    const receivedAt = new Date().toISOString();
    const fields = { deliveryId, receivedAt, type: 'booking.stored', orderNo };
    await intake.addEvent(sealEnvelope(keyring, { ...fields, origin: 'booking' }, {}));
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
    await new Promise<void>((resolve) => {
      const worker = createEventWorker({
        ...{ connection, concurrency: 1, retryDelaysMs: [] },
        ...{ onError, onStalled: onError, onGivenUp: onError },
        handle: ({ jobId }) => {
          // What was put back before waits in front of it.
          if (jobId !== deliveryId) return Promise.resolve({ kind: 'done', result: {} });
          void worker.close().then(resolve);
          return Promise.resolve(result);
        },
      });
    });
    connection.disconnect();
  };

  return {
    redis,
    ledger,
    async addSent(order: TicketedOrder, details: { mailed?: object; at?: string } = {}) {
      const { orderNo, deliveryId, ticketSetId, claim } = await begin(order);
      const { mailed = { order }, at = new Date().toISOString() } = details;
      await ledger.record(orderNo, { event: 'confirmed', deliveryId, ticketSetId });
      await ledger.markSubmitting(claim, {
        ...{ event: 'submitting', deliveryId, attempt: 1, messageId },
        ...{ source: 'booking', steps: ['booking:used'], sealed: { recipient: mailbox } },
      });
      await ledger.recordSent(
        claim,
        { sentAt: at, messageId, recipient: mailbox, lastAnswer: answer, mailed },
        {
          ...{ event: 'sent', at, deliveryId, attempt: 1, messageId },
          sealed: { recipient: mailbox, answer },
        },
      );
      return { ticketSetId, deliveryId };
    },
    /** Its job is a dead letter. */
    async addDead(
      order: TicketedOrder,
      reason = 'mailbox_refused',
      said = `550 5.1.1 <${mailbox}>: no such user`,
    ) {
      const { orderNo, deliveryId, ticketSetId, claim } = await begin(order);
      await ledger.giveUp(
        claim,
        { state: 'dead', held: order },
        { event: 'dead', deliveryId, attempt: 1, reason, sealed: { answer: said } },
      );
      await runJob(orderNo, deliveryId, { kind: 'dead', reason: `${reason}: words` });
      return { ticketSetId, deliveryId };
    },
    async addUncertain(order: TicketedOrder) {
      const { deliveryId, claim } = await begin(order);
      await ledger.giveUp(
        claim,
        { state: 'uncertain', isUncertain: true, held: order },
        { event: 'uncertain', deliveryId, attempt: 1, reason: 'uncertain' },
      );
    },
    async addWithoutRecipient(order: TicketedOrder) {
      const { deliveryId, claim } = await begin(order);
      await ledger.giveUp(
        claim,
        { state: 'no_recipient', held: order },
        {
          ...{ event: 'no_recipient', deliveryId },
          steps: ['booking:none', 'lookup:off', 'supplier_contact:off', 'fallback:none'],
        },
      );
    },
    record: (orderNo: string, entry: TimelineEntry) => ledger.record(orderNo, entry),
    async stop() {
      await intake.close();
      redis.disconnect();
    },
  };
}

async function readKey(ledger: Ledger): Promise<Buffer> {
  const reading = await ledger.readTicketSetKey();
  if (reading.kind !== 'read') throw new Error(`the payload key ${reading.keyId} is not at hand`);
  return reading.key;
}
