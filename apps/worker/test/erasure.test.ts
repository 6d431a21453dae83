import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createOperations, type Operations } from '@ticketpost/operations';
import { createKeyring, sealEnvelope } from '@ticketpost/queue';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import type { HandoverPermit } from '../src/mail/guard-handover.ts';
import type { SubmitOutcome } from '../src/mail/submit-outcome.ts';
import { keyring, startWorker, type WorkerUnderTest } from './start-worker.ts';

let worker: WorkerUnderTest;
let operations: Operations;
let redis: Redis;
let orderNo: string;
/** Mails that the mail server took. */
let mails: number;
let gate: { opens: Promise<void>; open: () => void; reached: Promise<void>; reach: () => void };

beforeEach(() => {
  orderNo = newOrderNo();
  mails = 0;
  const waits = createGate();
  const reaches = createGate();
  gate = { opens: waits.opens, open: waits.open, reached: reaches.opens, reach: reaches.open };
});
afterEach(async () => {
  gate.open();
  await operations.close();
  redis.disconnect();
  await worker.close();
});

function createGate() {
  let open: () => void = () => undefined;
  const opens = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opens, open };
}

async function start(options: Partial<Parameters<typeof startWorker>[0]> = {}) {
  worker = await startWorker({ submit: takeMail, ...options });
  redis = worker.redis.duplicate();
  operations = createOperations({
    connection: redis,
    keyring,
    storeTimeoutMs: 5000,
    onError: () => undefined,
  });
}

const takeMail = (): Promise<SubmitOutcome> => {
  mails += 1;
  return Promise.resolve({ kind: 'accepted', answer: '250 Ok', refusedCopies: 0 });
};

/** As the mailer: it asks before the last byte whether the mail may still go out. */
const takeMailSlowly = async (_mail: unknown, permit: HandoverPermit): Promise<SubmitOutcome> => {
  gate.reach();
  await gate.opens;
  return (await permit.isSurelyOurs()) ? takeMail() : { kind: 'withheld' };
};

const erase = () =>
  operations.eraseOrder(orderNo, {
    ...{ by: 'olga', why: 'she asked', via: 'cli' },
    evenIfUnknown: true,
  });
const standing = async () => (await operations.readOrder(orderNo))?.standing.kind;
const jobKeys = async () =>
  (await redis.keys('{ticketpost}:events:*')).filter((key) =>
    /:(?:delivery|erasure|late)-/.test(key),
  );
const body = () => buildDelivery({ orderNo });

describe('an order that is erased', () => {
  test('leaves neither its jobs nor that of the erasure', async () => {
    await start();
    await worker.ended(await worker.deliver(body()));
    expect(await jobKeys()).not.toEqual([]);
    const erased = worker.nextOutcome('erased');
    expect(await erase()).toEqual({ kind: 'erased' });
    await erased;
    await untilGone();
    expect(await standing()).toBe('erased');
    expect(mails).toBe(1);
  });

  test.each([
    ['a webhook', () => worker.deliver(body())],
    ['an event of another kind', () => worker.deliver({ ...body(), type: 'order.changed' })],
    ['a job that is sealed with an unknown key', () => enqueueSealedBy('k9')],
    ['a job that was altered', () => enqueueSealedBy('k1')],
    [
      'a resend that was asked for before',
      () => enqueue({ origin: 'resend' }, { ticketSetId: 'a', resendId: 'r', to: 'a@example.com' }),
    ],
  ])('is neither mailed nor kept when %s comes late', async (_what, comesLate) => {
    await start();
    const erased = worker.nextOutcome('erased');
    await erase();
    await erased;
    const dropped = worker.nextOutcome('not_owed');
    await comesLate();
    await dropped;
    await untilGone();
    expect(mails).toBe(0);
    expect((await worker.ledger.read(orderNo))?.timeline.map(({ event }) => event)).toEqual([
      'erased',
    ]);
    expect(await redis.keys('ticketpost:found-by:*')).toEqual([]);
  });

  test('while its mail is handed over gets none, and the erasure waits for that attempt', async () => {
    await start({ submit: takeMailSlowly });
    await worker.deliver(body());
    await gate.reached;
    const waits = worker.nextOutcome('erasing');
    await erase();
    expect(await standing()).toBe('erasing');
    await waits;
    gate.open();
    await worker.nextOutcome('erased');
    await untilGone();
    expect(mails).toBe(0);
    expect(await standing()).toBe('erased');
    expect(await worker.ledger.read(orderNo)).toMatchObject({
      confirmations: [{ state: 'cancelled' }],
      timeline: [{ event: 'erased' }],
    });
  });

  test('while the supplier is asked gets no mail, and nothing of the answer is kept', async () => {
    await start({
      query: async () => {
        gate.reach();
        await gate.opens;
        return { kind: 'not_found', code: 1, message: 'x' } as never;
      },
    });
    await worker.deliver(body());
    await gate.reached;
    await erase();
    gate.open();
    await worker.nextOutcome('erased');
    await untilGone();
    expect(mails).toBe(0);
  });

  test('keeps no other order of its trip waiting', async () => {
    await start({ tripWaitMs: 60_000, isReceivedNow: true });
    const other = newOrderNo();
    const trip = [orderNo, other];
    const booking = { email: 'mia@example.com', name: 'Mia', locale: 'en', trip };
    for (const one of trip) await worker.book(one, booking);
    const erased = worker.nextOutcome('erased');
    await erase();
    await erased;
    const { result } = await worker.ended(await worker.deliver(buildDelivery({ orderNo: other })));
    expect(result).toMatchObject({ outcome: 'sent' });
  });
});

describe('a notification that is still to be posted', () => {
  test.each([
    ['is taken out when it names the order', () => orderNo, 0],
    ['stays when it names another', () => newOrderNo(), 1],
  ])('%s', async (_what, named, left) => {
    await start();
    const id = 'message';
    const outbox = {
      ...{ id, body: JSON.stringify({ text: named() }), concerns: 1, composedMs: 1, attempts: 1 },
      ...{ notBeforeMs: 1, memory: '{}' },
    };
    const key = 'ticketpost:{notifications}:outbox';
    const sealed = keyring.seal(JSON.stringify(outbox), JSON.stringify(['notification', id]));
    await redis.hset(key, { id, sealed });
    await worker.ledger.record(orderNo, { event: 'incomplete' });
    const erased = worker.nextOutcome('erased');
    await erase();
    await erased;
    expect(await redis.exists(key)).toBe(left);
  });
});

async function enqueueSealedBy(keyId: string): Promise<void> {
  const others = createKeyring([{ id: keyId, key: Buffer.alloc(32, 99) }]);
  await enqueue({}, { orderNo, passengers: [{ name: 'LATE/ERIKA' }] }, others);
}

async function enqueue(
  about: { origin?: 'resend' },
  payload: object,
  sealer = keyring,
): Promise<void> {
  const fields = {
    deliveryId: `late-${orderNo}`,
    receivedAt: new Date().toISOString(),
    type: 'order.ticketed',
    orderNo,
    ...about,
  };
  await worker.enqueue(sealEnvelope(sealer, fields, payload));
}

/** Resolves when the jobs of the order are gone: their ends are written behind their outcomes. */
async function untilGone(): Promise<void> {
  const deadline = AbortSignal.timeout(10_000);
  while ((await jobKeys()).length > 0) {
    if (deadline.aborted) throw new Error(`left: ${(await jobKeys()).join(', ')}`);
    await redis.ping();
  }
}
