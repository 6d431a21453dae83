import { createAnswerStore } from '@ticketpost/evidence';
import {
  createFindOrders,
  createLedger,
  createOwedRegister,
  longestRememberedMs,
  orderKey,
  type GiveUpOptions,
  type TimelineEntry,
} from '@ticketpost/ledger';
import { createAuditLog } from '@ticketpost/operations';
import {
  createEventWorker,
  createIntake,
  createKeyring,
  sealQuarantinedDelivery,
  sealSupplierEvent,
  type Keyring,
} from '@ticketpost/queue';
import { startTestRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { createRetention } from '../src/create-retention.ts';
import { retentionKeys } from '../src/report/retention-keys.ts';
import type { RetentionPeriods } from '../src/report/periods.ts';

export const day = 24 * 60 * 60 * 1000;
const longest: RetentionPeriods = {
  orders: 400,
  personal: 400,
  deadLetters: 90,
  quarantine: 90,
  audit: 400,
};

/** Marked, so that what is left of them can be searched for. */
export const marks = {
  mailbox: 'marked-mailbox@example.com',
  name: 'MARKEDNAME/MIA',
  ticketNo: '1769876543210',
  pnr: 'MARKPN',
  agencyReference: 'MARKED-REFERENCE',
  answer: '250 queued as MARKEDANSWER',
  why: 'MARKEDWHY she rang',
  receipt: 'MARKEDRECEIPT 203.0.113.9',
} as const;

type Options = Parameters<typeof createRetention>[0];

/** All that is stored, over a real Redis; the clock is the test's, except that of times to live. */
export async function startSystem() {
  const server = await startTestRedis();
  const redis = new Redis(server.url);
  const clock = { nowMs: Date.now() };
  const now = () => clock.nowMs;
  const sealed = new Map<string, string>();
  const keyring = remember(createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]), sealed);
  const ledger = createLedger({ redis, sealer: keyring, now });
  const onError = () => undefined;
  const intake = createIntake({ connection: redis, timeoutMs: 5000, onError });
  const opened: ReturnType<typeof createRetention>[] = [];

  const open = (periods: Partial<RetentionPeriods> = {}, options: Partial<Options> = {}) => {
    const retention = createRetention({
      redis,
      keyring,
      periods: { ...longest, ...periods },
      onError,
      rest: () => Promise.resolve(),
      now,
      ...options,
    });
    opened.push(retention);
    return retention;
  };

  /** All of Redis as text, with what every sealed value in it says. */
  const dump = async (): Promise<string> => {
    const keys = (await redis.keys('*')).toSorted();
    const texts = await Promise.all(keys.map((key) => readKey(redis, key)));
    const orderNos = keys.flatMap((key) =>
      key.startsWith(orderKey('')) ? key.slice(orderKey('').length) : [],
    );
    const records = await Promise.all(
      orderNos.map(async (orderNo) => [
        await ledger.read(orderNo),
        await ledger.readBooking(orderNo),
      ]),
    );
    // What is folded is deflated: its sealed values are seen as the ledger reads them.
    const stored = [...keys, ...texts, JSON.stringify(records)].join('\n');
    const opened = [...stored.matchAll(/k1\.[\w-]{30,}/g)].map(([text]) => sealed.get(text) ?? '?');
    return [stored, ...opened].join('\n');
  };

  const claim = async (orderNo: string, deliveryId: string, ticketSetId: string) => {
    const entry: TimelineEntry = {
      event: 'received',
      deliveryId,
      type: 'order.ticketed',
      receipt: keyring.seal(marks.receipt, 'receipt'),
    };
    const terms = [marks.pnr, marks.ticketNo];
    const outcome = await ledger.claim({ orderNo, ticketSetId, deliveryId, entry, terms });
    if (outcome.kind !== 'claimed') throw new Error(`expected a claim, got ${outcome.kind}`);
    return outcome.claim;
  };

  return {
    server,
    redis,
    clock,
    keyring,
    ledger,
    intake,
    open,
    dump,
    audit: createAuditLog({ redis, keyring, now }),
    answers: createAnswerStore({ redis, now }),
    owed: createOwedRegister({ redis, now }),
    findOrders: createFindOrders({ redis, sealer: keyring, now }),
    run: async (periods: Partial<RetentionPeriods> = {}, options: Partial<Options> = {}) => {
      const outcome = await open(periods, options).run({ by: 'schedule', signal: never });
      if (outcome.kind !== 'done')
        throw new Error(`expected a run, got ${JSON.stringify(outcome)}`);
      return outcome.report;
    },
    hash: (orderNo: string) => redis.hgetall(orderKey(orderNo)),
    ttlDays: async (key: string) => (await redis.pttl(key)) / day,
    /** An order whose mail was sent, with everything personal that one can hold. */
    async sendOrder(orderNo: string, about: { lastFlight?: string } = {}) {
      const { lastFlight } = about;
      const ticketSetId = 'a'.repeat(64);
      const body = { email: marks.mailbox, name: marks.name };
      await ledger.putBooking(orderNo, { body }, { event: 'booked' });
      const token = await claim(orderNo, `first-${orderNo}`, ticketSetId);
      const { mailbox: recipient, answer } = marks;
      await ledger.markSubmitting(token, { event: 'submitting', sealed: { recipient } });
      const mailed = {
        order: buildOrder(orderNo),
        travellerName: marks.name,
        agencyReference: marks.agencyReference,
        ...(lastFlight === undefined ? {} : { itinerary: buildItinerary(lastFlight) }),
      };
      const sentAt = new Date(now()).toISOString();
      const messageId = `<${orderNo}@example.com>`;
      const details = { sentAt, messageId, recipient, lastAnswer: answer, mailed };
      await ledger.recordSent(token, details, { event: 'sent', sealed: { answer, recipient } });
      await ledger.record(orderNo, { event: 'resent', by: 'olga', sealed: { why: marks.why } });
    },
    /** An order that owes a mail, with its confirmation in that state. */
    async oweOrder(orderNo: string, to: GiveUpOptions) {
      const token = await claim(orderNo, `first-${orderNo}`, 'b'.repeat(64));
      const held = buildOrder(orderNo);
      await ledger.giveUp(token, { held, ...to }, { event: 'deferred', reason: 'no_recipient' });
    },
    /** Has an order live as if what was written of it last were written by the test's clock. */
    async liveByClock(orderNo: string) {
      await redis.pexpireat(orderKey(orderNo), now() + longestRememberedMs);
    },
    claim,
    /** Lets a delivery of an order die for a reason, now by the test's clock. */
    async die(deliveryId: string, orderNo: string, queuedWith?: object) {
      const reason = 'mailbox_refused';
      const receivedAt = new Date(now()).toISOString();
      const body = { note: marks.why };
      const event = { kind: 'other', type: 'order.void', orderNo, body } as const;
      await intake.addEvent(sealSupplierEvent(keyring, { deliveryId, receivedAt }, event));
      if (queuedWith !== undefined) {
        await redis.hset(`{ticketpost}:events:${deliveryId}`, 'opts', JSON.stringify(queuedWith));
      }
      await workOff(server.url, async () => {
        await ledger.record(orderNo, { event: 'dead', deliveryId, reason });
        return { kind: 'dead', reason: `${reason}: no` };
      });
      await redis.zadd('{ticketpost}:events:failed', now(), deliveryId);
    },
    /** Lets a job end well. */
    async workOff(deliveryId: string) {
      const event = { kind: 'other', type: 'order.void', orderNo: 'X', body: {} } as const;
      const receivedAt = new Date(now()).toISOString();
      await intake.addEvent(sealSupplierEvent(keyring, { deliveryId, receivedAt }, event));
      await workOff(server.url, () =>
        Promise.resolve({ kind: 'done', result: { outcome: 'sent' } }),
      );
    },
    async quarantine(deliveryId: string, body: object) {
      const receivedAt = new Date(now()).toISOString();
      const fields = { deliveryId, receivedAt, reason: 'invalid_event', problems: [] } as const;
      const bytes = Buffer.from(JSON.stringify(body));
      await intake.addQuarantined(sealQuarantinedDelivery(keyring, fields, bytes));
      await redis.hset(`{ticketpost}:quarantine:${deliveryId}`, 'timestamp', now());
    },
    isDead: async (deliveryId: string) =>
      (await redis.zscore('{ticketpost}:events:failed', deliveryId)) !== null,
    report: async () => JSON.parse((await redis.get(retentionKeys.report)) ?? 'null') as unknown,
    events: async (orderNo: string) =>
      (await ledger.read(orderNo))?.timeline.map(({ event }) => event),
    async stop() {
      for (const retention of opened) await retention.close();
      await intake.close();
      redis.disconnect();
      await server.stop();
    },
  };
}

export const never = new AbortController().signal;

type Handle = Parameters<typeof createEventWorker>[0]['handle'];

/** Works one job off. */
async function workOff(url: string, handle: Handle): Promise<void> {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const onError = () => undefined;
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
    handle: async (attempt) => {
      const result = await handle(attempt);
      end();
      return result;
    },
  });
  await ended;
  await worker.close();
  connection.disconnect();
}

function buildOrder(orderNo: string): object {
  const passenger = {
    name: marks.name,
    passengerType: 'adult',
    ticketNos: [marks.ticketNo],
    airlinePnrs: [marks.pnr],
    ancillaries: [],
  };
  return { orderNo, passengers: [passenger] };
}

function buildItinerary(time: string): object {
  const place = { airport: 'VIE', time };
  return { segments: [{ departure: place, arrival: { airport: 'LHR', time } }] };
}

async function readKey(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1', 'WITHSCORES'));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      return (await redis.get(key)) ?? '';
  }
}

/** A keyring that tells what each value that it sealed says. */
function remember(keyring: Keyring, sealed: Map<string, string>): Keyring {
  return {
    ...keyring,
    seal(plaintext, context) {
      const text = keyring.seal(plaintext, context);
      sealed.set(text, plaintext.toString());
      return text;
    },
  };
}
