import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createAnswerStore,
  evidenceSchema,
  packReceipt,
  type Evidence,
} from '@ticketpost/evidence';
import { createLedger } from '@ticketpost/ledger';
import {
  parseEnvelope,
  sealQuarantinedDelivery,
  sealReceipt,
  sealSupplierEvent,
  type Keyring,
} from '@ticketpost/queue';
import { readSupplierEvent } from '@ticketpost/schema';
import { buildDelivery } from '@ticketpost/testkit';
import { Ajv } from 'ajv';
import { keyring, now, receivedAt, startOperations, ticketSetOf } from '../start-operations.ts';

let system: Awaited<ReturnType<typeof startOperations>>;
beforeAll(async () => {
  system = await startOperations();
});
beforeEach(() => system.empty());
afterAll(() => system.stop());

const person = { by: 'olga', role: 'operator', via: 'dashboard' } as const;
const orderNo = 'ABCDE20260102030405678';
const body = buildDelivery({ orderNo });
const bytes = Buffer.from(JSON.stringify(body));
const sha256 = createHash('sha256').update(bytes).digest();
const isEvidence = new Ajv({ strict: true }).compile(evidenceSchema);

const request = {
  arrivedAt: '2026-01-02T03:04:05.670Z',
  receivedAt,
  address: '203.0.113.7',
  peer: '10.0.0.1',
  httpVersion: '1.1',
  bytes: bytes.length,
  sha256: sha256.toString('hex'),
  headers: [
    { name: 'Host', value: 'hooks.example.com' },
    { name: 'Cookie', note: 'withheld' },
  ],
  omittedHeaders: 1,
};

function receiptOf(deliveryId: string, keys: Keyring = keyring): string {
  const packed = packReceipt({
    receivedAt: Date.parse(receivedAt),
    bodyMs: 8,
    address: '203.0.113.7',
    peer: '10.0.0.1',
    httpVersion: '1.1',
    bytes: bytes.length,
    sha256,
    headers: [{ name: 'Host', value: 'hooks.example.com' }, { name: 'Cookie' }],
    omittedHeaders: 1,
  });
  return sealReceipt(keys, deliveryId, packed);
}

function envelopeOf(deliveryId: string, { receipt = receiptOf(deliveryId) } = {}) {
  const reading = readSupplierEvent(body);
  if (reading.kind !== 'event') throw new Error('the body cannot be read');
  return sealSupplierEvent(keyring, { deliveryId, receivedAt, receipt }, reading.event);
}

/** As the door leaves it behind. */
async function noteAnswer(deliveryId: string, status = 200): Promise<void> {
  await createAnswerStore({ redis: system.redis }).write([
    {
      deliveryId,
      arrivedAt: Date.parse(request.arrivedAt),
      stored: { in: 'journal', afterMs: 9 },
      status,
      afterMs: 10.5,
      isBroken: false,
    },
  ]);
}

async function read(deliveryId: string): Promise<Evidence> {
  const outcome = await system.operations.readEvidence(deliveryId, person);
  if (outcome.kind !== 'found') throw new Error('there is no evidence');
  const { evidence } = outcome;
  expect(isEvidence(evidence) ? [] : isEvidence.errors).toEqual([]);
  return evidence;
}

/** As the worker leaves it behind. */
async function confirm(deliveryId: string): Promise<void> {
  const envelope = envelopeOf(deliveryId);
  const { type, receipt = '' } = envelope;
  const ticketSetId = ticketSetOf(body);
  const ledger = createLedger({ redis: system.redis, sealer: keyring, now: () => now });
  const claimed = await ledger.claim({
    orderNo,
    ticketSetId,
    deliveryId,
    entry: { event: 'received', deliveryId, type, at: receivedAt, receipt },
  });
  if (claimed.kind !== 'claimed') return;
  await ledger.giveUp(
    claimed.claim,
    { state: 'deferred' },
    {
      event: 'deferred',
      deliveryId,
      reason: 'mailbox_busy',
      sealed: { answer: '450 4.2.1 <mia.example@example.com> is busy, try mia.example later' },
    },
  );
  const again = await ledger.claim({
    orderNo,
    ticketSetId,
    deliveryId,
    entry: { event: 'received', deliveryId, type, at: receivedAt, receipt },
  });
  if (again.kind !== 'claimed') throw new Error('not claimed');
  await ledger.recordSent(
    again.claim,
    {
      sentAt: '2026-01-02T03:05:00.000Z',
      messageId: '<a@example.com>',
      recipient: 'mia.example@example.com',
      lastAnswer: '250 2.0.0 OK for <mia.example@example.com>',
    },
    { event: 'sent', deliveryId, sealed: { recipient: 'mia.example@example.com', answer: '250' } },
  );
}

describe('the evidence of a delivery', () => {
  test('on the queue says what came, what was answered and where it is', async () => {
    const deliveryId = randomUUID();
    await system.intake.addEvent(envelopeOf(deliveryId));
    await noteAnswer(deliveryId);
    const { queuedAt, ...evidence } = await read(deliveryId);
    expect(Date.parse(queuedAt ?? '')).toBeGreaterThan(Date.parse('2026-01-03T00:00:00Z'));
    expect(evidence).toEqual({
      v: 1,
      deliveryId,
      madeAt: new Date(now).toISOString(),
      standing: 'queued',
      type: 'order.ticketed',
      orderNo,
      receivedAt,
      request,
      answer: { kind: 'sent', status: 200, at: '2026-01-02T03:04:05.680Z', afterMs: 10.5 },
      stored: { in: 'journal', at: '2026-01-02T03:04:05.679Z', afterMs: 9 },
      gaps: [],
      confirmations: [],
      mailServerAnswers: [],
    });
  });

  test('in quarantine says why, and is the same after it was released', async () => {
    const deliveryId = randomUUID();
    await system.intake.addQuarantined(
      sealQuarantinedDelivery(
        keyring,
        {
          deliveryId,
          receivedAt,
          receipt: receiptOf(deliveryId),
          reason: 'invalid_event',
          problems: [{ pointer: '/cid', message: 'is not ours' }],
        },
        bytes,
      ),
    );
    await noteAnswer(deliveryId, 422);
    expect(await read(deliveryId)).toMatchObject({
      standing: 'quarantined',
      reason: 'invalid_event',
      problems: [{ pointer: '/cid', message: 'is not ours' }],
      request,
      answer: { status: 422 },
      gaps: [],
    });
    const decision = { deliveryId, by: 'olga', why: 'ours after all', via: 'cli' } as const;
    expect(await system.operations.releaseQuarantined(decision)).toMatchObject({
      kind: 'released',
    });
    expect(await read(deliveryId)).toMatchObject({
      standing: 'queued',
      orderNo,
      request,
      gaps: [],
    });
  });

  test("stays on the order's timeline, with the mail server's answers and no mailbox", async () => {
    const deliveryId = randomUUID();
    await noteAnswer(deliveryId);
    await confirm(deliveryId);
    const evidence = await read(deliveryId);
    expect(evidence).toMatchObject({
      standing: 'on_timeline',
      type: 'order.ticketed',
      orderNo,
      receivedAt,
      request,
      answer: { status: 200 },
      gaps: [],
      confirmations: [
        {
          state: 'sent',
          sentAt: '2026-01-02T03:05:00.000Z',
          messageId: '<a@example.com>',
          answer: '250 2.0.0 OK for <m•••@example.com>',
        },
      ],
      mailServerAnswers: [
        {
          event: 'deferred',
          reason: 'mailbox_busy',
          answer: '450 4.2.1 <m•••@example.com> is busy, try ••• later',
        },
      ],
    });
    expect(JSON.stringify(evidence)).not.toContain('mia.example');
  });

  test('that only repeats another has its own, also when it is not the only one', async () => {
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    for (const deliveryId of [first, second, third]) await confirm(deliveryId);
    expect(await read(third)).toMatchObject({ standing: 'on_timeline', orderNo, request });
    // Repeats in a row are one entry, which is the newest one's.
    expect(await read(second)).toMatchObject({
      standing: 'on_timeline',
      orderNo,
      gaps: ['receipt_missing', 'answer_missing'],
    });
  });

  test('of which only the answer is left says so', async () => {
    const deliveryId = randomUUID();
    await noteAnswer(deliveryId, 503);
    expect(await read(deliveryId)).toMatchObject({
      standing: 'answer_only',
      answer: { status: 503 },
      gaps: ['delivery_gone'],
    });
  });

  test('of an earlier version, which wrote no receipt, still tells of its order', async () => {
    const deliveryId = randomUUID();
    const older = envelopeOf(deliveryId);
    delete older.receipt;
    expect(parseEnvelope(older)).toEqual(older);
    await system.intake.addEvent(older);
    expect(await read(deliveryId)).toMatchObject({
      receivedAt,
      orderNo,
      gaps: ['receipt_missing', 'answer_missing'],
    });
  });

  test.each([
    ['another delivery', (): string => receiptOf(randomUUID()), 'receipt_damaged'],
    ['nobody', (): string => 'k1.', 'receipt_damaged'],
  ])('whose receipt is of %s shows none', async (_what, makeReceipt, gap) => {
    const deliveryId = randomUUID();
    await system.intake.addEvent(envelopeOf(deliveryId, { receipt: makeReceipt() }));
    const evidence = await read(deliveryId);
    expect(evidence.gaps).toEqual([gap, 'answer_missing']);
    expect(evidence).not.toHaveProperty('request');
  });

  test('whose key is not at hand says so', async () => {
    const deliveryId = randomUUID();
    await system.intake.addEvent(envelopeOf(deliveryId));
    expect(await system.withoutKey.readEvidence(deliveryId, person)).toMatchObject({
      kind: 'found',
      evidence: { gaps: ['receipt_key_missing', 'answer_missing'] },
    });
  });

  test.each([
    ['of nobody', randomUUID()],
    ['that is an order number', orderNo],
    ['that is empty', ''],
    ['of 5,000 characters', 'x'.repeat(5000)],
    ["that is one of the queue's own keys", 'meta'],
    ['that is another one', 'failed'],
    ['not in ASCII', '☃'],
  ])('is none for an id %s', async (_what, deliveryId) => {
    await confirm(randomUUID());
    await system.makeDeadLetter(randomUUID(), body);
    expect(await system.operations.readEvidence(deliveryId, person)).toEqual({ kind: 'not_found' });
  });

  test.each([
    ['found', 'who told why', { why: 'the supplier asked' }],
    ['found', 'who told nothing', {}],
    ['not_found', 'for which there is none', {}],
  ])('that is %s stands in the audit log, with who read it, %s', async (outcome, _who, why) => {
    const deliveryId = randomUUID();
    if (outcome === 'found') await system.intake.addEvent(envelopeOf(deliveryId));
    await system.operations.readEvidence(deliveryId, { ...person, ...why });
    const { entries } = await system.operations.audit.list({ limit: 1 });
    expect(entries).toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        action: 'evidence',
        deliveryId,
        ...person,
        ...why,
        outcome,
      },
    ]);
  });

  test('is not read when that cannot be written to the audit log', async () => {
    const deliveryId = randomUUID();
    await system.intake.addEvent(envelopeOf(deliveryId));
    await system.redis.set('ticketpost:audit', 'no log');
    await expect(system.operations.readEvidence(deliveryId, person)).rejects.toThrow('WRONGTYPE');
  });
});
