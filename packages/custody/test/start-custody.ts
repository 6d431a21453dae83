import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { createFindOrders, createLedger, type Ledger } from '@ticketpost/ledger';
import { outboxContext, outboxKey } from '@ticketpost/notifications';
import { createOperations } from '@ticketpost/operations';
import {
  createChangingKeyring,
  createIntake,
  createRenewReceipt,
  eventsQueueName,
  jobKey,
  openEnvelope,
  openQuarantinedDelivery,
  openReceipt,
  parseEnvelope,
  sealQuarantinedDelivery,
  sealReceipt,
  sealSupplierEvent,
  type ChangingKeyring,
  type QuarantinedDelivery,
} from '@ticketpost/queue';
import { listSearchTerms, readSupplierEvent, type TicketedOrder } from '@ticketpost/schema';
import { buildDelivery, newOrderNo, startTestRedis } from '@ticketpost/testkit';
import { createPace, resealAll, type ResealStep } from '@ticketpost/custody';
import { readTexts } from './find-sealed-texts.ts';

const entryOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;

/** Entries of `PAYLOAD_KEYS`. */
export const k0 = entryOf('k0', 10);
export const k1 = entryOf('k1', 11);
export const k2 = entryOf('k2', 12);

export const atOnce = createPace({ busyShare: 1 });

/** The sealed values of a system, on a Redis of its own. */
export async function startCustody() {
  const server = await startTestRedis();
  const redis = new Redis(server.url);
  // Each look at the system has a ledger and queues of its own over it.
  redis.setMaxListeners(Infinity);
  const onError = () => undefined;
  const intake = createIntake({ connection: redis, timeoutMs: 5000, onError });

  const openLedger = (keyring: ChangingKeyring): Ledger =>
    createLedger({
      redis,
      sealer: keyring,
      renewReceipt: createRenewReceipt(keyring),
      onUnawaitedError: onError,
    });
  const openOperations = (keyring: ChangingKeyring) =>
    createOperations({ connection: redis, keyring, storeTimeoutMs: 5000, onError });

  /** As ingest takes a delivery in. */
  const takeIn = async (keyring: ChangingKeyring, orderNo: string) => {
    const reading = readSupplierEvent(buildDelivery({ orderNo }));
    if (reading.kind !== 'event' || reading.event.kind !== 'ticketed') throw new Error('no event');
    const deliveryId = randomUUID();
    const receipt = sealReceipt(keyring, deliveryId, Buffer.from(`receipt of ${orderNo}`));
    const delivery = { deliveryId, receivedAt: new Date().toISOString(), receipt };
    await intake.addEvent(sealSupplierEvent(keyring, delivery, reading.event));
    return { deliveryId, receipt, order: reading.event.order };
  };

  /** As a worker begins with it. */
  const claim = async (
    keyring: ChangingKeyring,
    orderNo: string,
    taken: { deliveryId: string; receipt?: string; order: TicketedOrder },
    ticketSetId = 'f'.repeat(64),
  ) => {
    const { deliveryId, receipt, order } = taken;
    const outcome = await openLedger(keyring).claim({
      orderNo,
      ticketSetId,
      deliveryId,
      entry: {
        event: 'received',
        deliveryId,
        ...(receipt === undefined ? {} : { receipt }),
      },
      terms: listSearchTerms(order),
    });
    if (outcome.kind !== 'claimed') throw new Error(outcome.kind);
    return outcome.claim;
  };

  const send = async (keyring: ChangingKeyring, orderNo: string) => {
    const taken = await takeIn(keyring, orderNo);
    const ledger = openLedger(keyring);
    const claimed = await claim(keyring, orderNo, taken);
    const recipient = `${orderNo.toLowerCase()}@example.com`;
    await ledger.markSubmitting(claimed, { event: 'submitting', sealed: { recipient } });
    const details = {
      sentAt: new Date().toISOString(),
      messageId: '<id@example.com>',
      recipient,
      lastAnswer: `250 queued for ${recipient}`,
      mailed: { order: taken.order },
    };
    await ledger.recordSent(claimed, details, {
      event: 'sent',
      sealed: { recipient, answer: details.lastAnswer },
    });
    // What folds the order goes over the same connection, before this.
    await redis.ping();
    return taken;
  };

  const hold = async (keyring: ChangingKeyring, orderNo: string) => {
    const taken = await takeIn(keyring, orderNo);
    const claimed = await claim(keyring, orderNo, taken);
    await openLedger(keyring).giveUp(
      claimed,
      { state: 'no_recipient', held: taken.order },
      { event: 'no_recipient', sealed: { body: { a: orderNo } } },
    );
    return taken;
  };

  /** As ingest keeps what it cannot read. */
  const keep = async (keyring: ChangingKeyring, body: string) => {
    const deliveryId = randomUUID();
    const receivedAt = new Date().toISOString();
    const about = { deliveryId, receivedAt, reason: 'malformed_json', problems: [] } as const;
    const quarantined = {
      ...sealQuarantinedDelivery(keyring, about, Buffer.from(body)),
      receipt: sealReceipt(keyring, deliveryId, Buffer.from('its receipt')),
    };
    await intake.addQuarantined(quarantined);
    return quarantined;
  };

  /** One of everything that is ever sealed. */
  const fill = async (keyring: ChangingKeyring) => {
    const orderNos = { sent: newOrderNo(), held: newOrderNo(), unfolded: newOrderNo() };
    const waiting = newOrderNo();
    const sent = await send(keyring, orderNos.sent);
    const held = await hold(keyring, orderNos.held);
    // Claimed alone: by what it is found stands in its job and nowhere else.
    const claimedOnly = await takeIn(keyring, waiting);
    await claim(keyring, waiting, claimedOnly);
    const ledger = openLedger(keyring);
    await ledger.readTicketSetKey();
    await ledger.putBooking(
      orderNos.held,
      { body: { email: 'mara@example.com', name: 'Mara' } },
      { event: 'booked' },
    );
    await ledger.record(orderNos.sent, { event: 'redriven', by: 'olga', sealed: { why: 'asked' } });
    const quarantined = await keep(keyring, '{"a');
    const operations = openOperations(keyring);
    await operations.audit.around(
      { action: 'redrive', by: 'olga', via: 'cli', why: 'for Mara' },
      () => Promise.resolve({ kind: 'done' }),
    );
    await operations.webhookRegistrationOf(accountOf()).register('https://example.com/webhooks');
    await redis.hset(outboxKey, { id: 'n1', sealed: keyring.seal('news', outboxContext('n1')) });
    await operations.close();
    return { orderNos, waiting, deliveries: { sent, held, claimedOnly }, quarantined };
  };
  type Filling = Awaited<ReturnType<typeof fill>>;

  const accountOf = () => ({
    account: 'ABC1234',
    supplier: {
      registerWebhookUrl: () => Promise.resolve({ kind: 'stored' as const }),
      listTicketedOrders: () => Promise.reject(new Error('not asked')),
    },
  });

  /** All of it in clear, as whoever has these keys reads it. */
  const readAll = async (keyring: ChangingKeyring, filling: Filling) => {
    const { orderNos, waiting, deliveries, quarantined } = filling;
    const ledger = openLedger(keyring);
    const operations = openOperations(keyring);
    const findOrders = createFindOrders({ redis, sealer: keyring });
    const readJob = async (queue: 'events' | 'quarantine', id: string): Promise<unknown> =>
      JSON.parse((await redis.hget(jobKey(queue, id), 'data')) ?? '');
    const ids = Object.values(deliveries).map(({ deliveryId }) => deliveryId);
    const envelopes = await Promise.all(
      ids.map(async (id) => parseEnvelope(await readJob(eventsQueueName, id))),
    );
    const kept = (await readJob('quarantine', quarantined.deliveryId)) as QuarantinedDelivery;
    const records = await Promise.all(
      [...Object.values(orderNos), waiting].map((orderNo) => ledger.read(orderNo)),
    );
    const audit: unknown[] = [];
    for await (const entry of operations.audit.export()) audit.push(entry);
    const terms = Object.values(deliveries).flatMap(({ deliveryId, order }) => [
      deliveryId,
      ...listSearchTerms(order),
    ]);
    const outbox = await redis.hget(outboxKey, 'sealed');
    const everything = {
      payloads: envelopes.map((envelope) => envelope && openEnvelope(keyring, envelope)),
      jobReceipts: envelopes.map(
        (envelope) => envelope && openReceipt(keyring, envelope.deliveryId, envelope.receipt ?? ''),
      ),
      body: openQuarantinedDelivery(keyring, kept),
      bodyReceipt: openReceipt(keyring, kept.deliveryId, kept.receipt ?? ''),
      records: records.map((record) => record && withoutReceipts(record)),
      orderReceipts: records.flatMap((record) =>
        (record?.timeline ?? []).flatMap(({ deliveryId = '', receipt }) =>
          receipt === undefined ? [] : [openReceipt(keyring, deliveryId, receipt)],
        ),
      ),
      booking: await ledger.readBooking(orderNos.held),
      audit,
      webhookUrl: await operations.webhookRegistrationOf(accountOf()).lastRegistered(),
      outbox: keyring.open(outbox ?? '', outboxContext('n1')),
      found: await Promise.all(terms.map((term) => findOrders(term, { limit: 10 }))),
    };
    await operations.close();
    return everything;
  };

  const reseal = async (
    keyring: ChangingKeyring,
    options: { isDryRun?: boolean; redis?: Redis } = {},
  ): Promise<ResealStep[]> => {
    const last: ResealStep[] = [];
    for await (const step of resealAll({ redis, keyring, pace: atOnce, ...options })) {
      if (step.isLast) last.push(step);
    }
    return last;
  };

  return {
    url: server.url,
    redis,
    intake,
    openLedger,
    openOperations,
    takeIn,
    claim,
    send,
    hold,
    keep,
    fill,
    readAll,
    reseal,
    /** Every key of Redis with what it holds. */
    async snapshot() {
      const keys = (await redis.keys('*')).toSorted();
      return await Promise.all(keys.map(async (key) => [key, await readTexts(redis, key)]));
    },
    async stop() {
      await intake.close();
      redis.disconnect();
      await server.stop();
    },
  };
}

export const withKeys = (...list: string[]) => createChangingKeyring(list);

function withoutReceipts(record: { timeline: readonly object[] }): object {
  return {
    ...record,
    timeline: record.timeline.map((entry) => ({ ...entry, receipt: undefined })),
  };
}
