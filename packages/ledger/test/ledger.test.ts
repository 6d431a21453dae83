import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import {
  claimLeaseMs,
  createLedger,
  type Claim,
  type ClaimOutcome,
  type Ledger,
} from '@ticketpost/ledger';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { mirrorSealer } from './mirror-sealer.ts';

const orderNo = 'ABCDE20260102030405678';
const ticketSetId = 'f'.repeat(64);
const received = { event: 'received', deliveryId: 'first', type: 'order.ticketed' } as const;
const sentDetails = {
  sentAt: '2026-01-02T03:04:06.000Z',
  messageId: '<id@example.com>',
  recipient: 'traveller@example.com',
  lastAnswer: '250 OK',
};

let server: RunningRedis;
let redis: Redis;
let ledger: Ledger;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
  ledger = createLedger({
    redis,
    sealer: mirrorSealer,
    now: () => Date.parse('2026-01-02T03:04:05.000Z'),
  });
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  await redis.flushall();
});

const claimFor = (deliveryId: string) =>
  ledger.claim({ orderNo, ticketSetId, deliveryId, entry: { ...received, deliveryId } });

function expectClaim(outcome: ClaimOutcome): Claim {
  if (outcome.kind !== 'claimed') throw new Error(`expected a claim, got ${outcome.kind}`);
  return outcome.claim;
}

/** Ends the lease. It is kept by Redis' clock, so that it is moved back instead of waiting. */
async function expireLease(): Promise<void> {
  const key = `ticketpost:order:${orderNo}`;
  const field = `confirmation:${ticketSetId}`;
  const stored = JSON.parse((await redis.hget(key, field)) ?? '') as object;
  await redis.hset(key, field, JSON.stringify({ ...stored, leaseUntil: Date.now() - 1 }));
}

const events = async () => (await ledger.read(orderNo))?.timeline.map(({ event }) => event);
const state = async () => (await ledger.read(orderNo))?.confirmations[0]?.state;

describe('a claim', () => {
  test('is given to the first delivery', async () => {
    expect(await claimFor('first')).toMatchObject({ kind: 'claimed', isUncertain: false });
    expect(await events()).toEqual(['received']);
  });

  test('is refused to another delivery while it is held', async () => {
    await claimFor('first');
    expect(await claimFor('second')).toEqual({ kind: 'duplicate', because: 'held' });
    expect(await events()).toEqual(['received', 'duplicate']);
  });

  test('is given to one only, however many ask at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) => claimFor(`delivery-${n}`)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
  });

  test('makes a later attempt of the same delivery wait while it is held', async () => {
    await claimFor('first');
    const second = await claimFor('first');
    expect(second.kind).toBe('waiting');
    if (second.kind === 'waiting') expect(second.waitMs).toBeLessThanOrEqual(claimLeaseMs);
  });

  test('whose lease ran out may be taken, and the old one no longer counts', async () => {
    const old = expectClaim(await claimFor('first'));
    await expireLease();
    const current = expectClaim(await claimFor('second'));
    expect(await ledger.renew(old)).toBe('lost');
    expect(await ledger.markSubmitting(old, { event: 'submitting' })).toBe('lost');
    expect(await ledger.markSubmitting(current, { event: 'submitting' })).toBe('done');
  });

  test('stays held while it is renewed', async () => {
    const claim = expectClaim(await claimFor('first'));
    await expireLease();
    expect(await ledger.renew(claim)).toBe('done');
    expect(await claimFor('second')).toEqual({ kind: 'duplicate', because: 'held' });
  });

  test('is refused once the confirmation was sent', async () => {
    const claim = expectClaim(await claimFor('first'));
    await ledger.markSubmitting(claim, { event: 'submitting' });
    await ledger.recordSent(claim, sentDetails, { event: 'sent' });
    expect(await claimFor('first')).toEqual({ kind: 'duplicate', because: 'sent' });
    expect(await claimFor('second')).toEqual({ kind: 'duplicate', because: 'sent' });
  });

  test('found while submitting is uncertain, until it is sent, however many attempts end', async () => {
    const first = expectClaim(await claimFor('first'));
    await ledger.markSubmitting(first, { event: 'submitting' });
    await expireLease();
    expect(await claimFor('first')).toMatchObject({ kind: 'claimed', isUncertain: true });
    await expireLease();
    const third = await claimFor('first');
    expect(third).toMatchObject({ kind: 'claimed', isUncertain: true });
    await ledger.giveUp(expectClaim(third), { state: 'deferred' }, { event: 'deferred' });
    const fourth = await claimFor('second');
    expect(fourth).toMatchObject({ kind: 'claimed', isUncertain: true });
    expect((await events())?.filter((event) => event === 'uncertain')).toHaveLength(3);
    await ledger.recordSent(expectClaim(fourth), sentDetails, { event: 'sent' });
    expect((await ledger.read(orderNo))?.confirmations[0]).not.toHaveProperty('isUncertain');
  });

  test('given up as uncertain is uncertain for the next', async () => {
    const claim = expectClaim(await claimFor('first'));
    await ledger.giveUp(claim, { state: 'dead', isUncertain: true }, { event: 'dead' });
    expect(await claimFor('second')).toMatchObject({ kind: 'claimed', isUncertain: true });
  });

  test.each(['deferred', 'no_recipient', 'dead'] as const)(
    'given up as %s may be taken by any delivery',
    async (givenUpAs) => {
      const claim = expectClaim(await claimFor('first'));
      expect(await ledger.giveUp(claim, { state: givenUpAs }, { event: givenUpAs })).toBe('done');
      expect(await state()).toBe(givenUpAs);
      expect(await claimFor('second')).toMatchObject({ kind: 'claimed', isUncertain: false });
    },
  );

  test('of one ticket set leaves the other ticket sets of the order alone', async () => {
    await claimFor('first');
    const other = await ledger.claim({
      orderNo,
      ticketSetId: 'e'.repeat(64),
      deliveryId: 'second',
      entry: { ...received, deliveryId: 'second' },
    });
    expect(other.kind).toBe('claimed');
  });

  test('that was given up moves nothing any more', async () => {
    const claim = expectClaim(await claimFor('first'));
    await ledger.giveUp(claim, { state: 'deferred' }, { event: 'deferred' });
    expect(await ledger.markSubmitting(claim, { event: 'submitting' })).toBe('lost');
    expect(await state()).toBe('deferred');
    expect(await events()).toEqual(['received', 'deferred']);
  });

  test('that was lost still says that the mail was taken, and stops the attempt that has it now', async () => {
    const old = expectClaim(await claimFor('first'));
    await ledger.markSubmitting(old, { event: 'submitting' });
    await expireLease();
    const current = expectClaim(await claimFor('second'));
    await ledger.recordSent(old, sentDetails, { event: 'sent' });
    expect(await ledger.markSubmitting(current, { event: 'submitting' })).toBe('lost');
    expect(await claimFor('second')).toEqual({ kind: 'duplicate', because: 'sent' });
  });
});

describe('a confirmation of which a copy may be out', () => {
  const person = { event: 'redriven', by: 'olga', sealed: { why: 'no mail came' } } as const;
  const release = () => ledger.release(orderNo, ticketSetId, person);

  /** Leaves it to a person, as an attempt does that may not send a second copy. */
  async function hold(): Promise<void> {
    const claim = expectClaim(await claimFor('first'));
    await ledger.markSubmitting(claim, { event: 'submitting' });
    await ledger.giveUp(claim, { state: 'uncertain', isUncertain: true }, { event: 'uncertain' });
  }

  test('is given to no delivery while a person is to decide', async () => {
    await hold();
    for (const delivery of ['first', 'second']) {
      expect(await claimFor(delivery)).toEqual({ kind: 'duplicate', because: 'undecided' });
    }
    expect(await state()).toBe('uncertain');
    expect(await events()).toEqual(['received', 'submitting', 'uncertain', 'duplicate']);
  });

  test('is sent again once released, by an attempt that is told of no uncertainty', async () => {
    await hold();
    expect(await release()).toBe('released');
    expect((await ledger.read(orderNo))?.confirmations).toEqual([
      { ticketSetId, state: 'deferred', attempts: 1 },
    ]);
    expect((await ledger.read(orderNo))?.timeline.at(-1)).toMatchObject({ ...person, ticketSetId });
    expect(await claimFor('second')).toMatchObject({ kind: 'claimed', isUncertain: false });
  });

  test('is released once, however many decide', async () => {
    await hold();
    const answers = await Promise.all([release(), release(), release()]);
    expect(answers.sort()).toEqual(['not_uncertain', 'not_uncertain', 'released']);
    expect((await events())?.filter((event) => event === 'redriven')).toHaveLength(1);
  });

  test('is released as well when it was given up for another reason', async () => {
    const claim = expectClaim(await claimFor('first'));
    await ledger.markSubmitting(claim, { event: 'submitting' });
    await ledger.giveUp(claim, { state: 'dead', isUncertain: true }, { event: 'dead' });
    expect(await release()).toBe('released');
    expect(await claimFor('second')).toMatchObject({ kind: 'claimed', isUncertain: false });
  });

  test('is not released under an attempt that is at work', async () => {
    const first = expectClaim(await claimFor('first'));
    await ledger.markSubmitting(first, { event: 'submitting' });
    await expireLease();
    expect(await claimFor('second')).toMatchObject({ isUncertain: true });
    expect(await release()).toBe('not_uncertain');
    expect((await ledger.read(orderNo))?.confirmations).toMatchObject([{ isUncertain: true }]);
  });

  test.each(['deferred', 'no_recipient', 'dead'] as const)(
    'is not what %s alone means',
    async (givenUpAs) => {
      const claim = expectClaim(await claimFor('first'));
      await ledger.giveUp(claim, { state: givenUpAs }, { event: givenUpAs });
      expect(await release()).toBe('not_uncertain');
      expect(await state()).toBe(givenUpAs);
      expect(await events()).toEqual(['received', givenUpAs]);
    },
  );

  test('is none once it was sent, or when nothing is known of it', async () => {
    expect(await release()).toBe('not_uncertain');
    expect(await ledger.read(orderNo)).toBeUndefined();
    const claim = expectClaim(await claimFor('first'));
    await ledger.recordSent(claim, sentDetails, { event: 'sent' });
    expect(await release()).toBe('not_uncertain');
    expect(await state()).toBe('sent');
  });
});

describe('the record of an order', () => {
  test('holds the sent confirmation', async () => {
    const claim = expectClaim(await claimFor('first'));
    await ledger.markSubmitting(claim, { event: 'submitting' });
    await ledger.recordSent(claim, sentDetails, {
      event: 'sent',
      attempt: 1,
      sealed: { recipient: sentDetails.recipient },
    });
    const order = await ledger.read(orderNo);
    expect(order?.confirmations).toEqual([
      { ticketSetId, state: 'sent', attempts: 1, ...sentDetails },
    ]);
    expect(order?.timeline.at(-1)).toEqual({
      at: '2026-01-02T03:04:05.000Z',
      event: 'sent',
      attempt: 1,
      ticketSetId,
      sealed: { recipient: sentDetails.recipient },
    });
  });

  test('keeps what may be personal sealed', async () => {
    const claim = expectClaim(await claimFor('first'));
    await ledger.recordSent(claim, sentDetails, {
      event: 'sent',
      sealed: { recipient: sentDetails.recipient, answer: '250 traveller@example.com' },
    });
    const hash = await redis.hgetall(`ticketpost:order:${orderNo}`);
    expect(JSON.stringify(hash)).not.toContain('traveller');
  });

  test('says which entry cannot be opened, and shows the rest of it', async () => {
    await ledger.record(orderNo, { event: 'sent', sealed: { answer: 'x' } });
    const other = createLedger({
      redis,
      sealer: { ...mirrorSealer, open: () => ({ kind: 'damaged' }) },
    });
    expect((await other.read(orderNo))?.timeline).toMatchObject([
      { event: 'sent', isUnreadable: true },
    ]);
  });

  test('is unknown for an order that nobody wrote about', async () => {
    expect(await ledger.read('NOBOD20260102030405678')).toBeUndefined();
  });

  test('shows entries in the order in which they were written, the newest 200', async () => {
    for (let n = 1; n <= 205; n++) {
      await ledger.record(orderNo, { event: 'incomplete', deliveryId: `d${n}` });
    }
    const timeline = (await ledger.read(orderNo))?.timeline;
    expect(timeline).toHaveLength(200);
    expect(timeline?.[0]?.deliveryId).toBe('d6');
    expect(timeline?.at(-1)?.deliveryId).toBe('d205');
  });

  test('is not pushed out by a storm of repeats, which are one entry with a count', async () => {
    const claim = expectClaim(await claimFor('first'));
    await ledger.recordSent(claim, sentDetails, { event: 'sent' });
    for (let n = 1; n <= 250; n++) await claimFor(`repeat-${n}`);
    expect(await events()).toEqual(['received', 'sent', 'duplicate']);
    expect((await ledger.read(orderNo))?.timeline.at(-1)).toMatchObject({
      deliveryId: 'repeat-250',
      count: 250,
    });
  });

  test('has a delivery received once, however often its job is begun', async () => {
    await ledger.record(orderNo, received);
    await ledger.record(orderNo, received);
    await ledger.record(orderNo, { ...received, deliveryId: 'second' });
    expect(await events()).toEqual(['received', 'received']);
  });

  test('holds no trace of entries that were pushed out', async () => {
    for (let n = 1; n <= 205; n++)
      await ledger.record(orderNo, { ...received, deliveryId: `d${n}` });
    const fields = Object.keys(await redis.hgetall(`ticketpost:order:${orderNo}`));
    expect(fields.filter((field) => field.startsWith('received:'))).toHaveLength(200);
    expect(fields.filter((field) => field.startsWith('entry:'))).toHaveLength(200);
  });

  test('is forgotten after its retention', async () => {
    await ledger.record(orderNo, received);
    const ttlMs = await redis.pttl(`ticketpost:order:${orderNo}`);
    const dayMs = 24 * 60 * 60 * 1000;
    expect(ttlMs).toBeGreaterThan(399 * dayMs);
    expect(ttlMs).toBeLessThanOrEqual(400 * dayMs);
  });
});
