import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLedger, type GivingUp } from '@ticketpost/ledger';
import { mirrorSealer } from './mirror-sealer.ts';
import { key, orderNo, otherTicketSetId, startLedger, ticketSetId } from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const order = { orderNo, passengers: [{ name: 'ONE/TEST' }] };
const hold = (state: GivingUp = 'no_recipient') =>
  system.giveUpFor('first', { state, held: order });

describe('an order that is held beside its confirmation', () => {
  test.each<GivingUp>(['no_recipient', 'grouped'])('is read again while %s', async (state) => {
    await hold(state);
    expect(await system.confirmation()).toEqual({ ticketSetId, state, attempts: 1, held: order });
  });

  test('is sealed', async () => {
    await hold();
    expect(JSON.stringify(await system.redis.hgetall(key))).not.toContain('ONE/TEST');
  });

  test('makes another delivery wait for the attempt at work, which may be another order’s', async () => {
    await hold('grouped');
    await system.takeFor('the job of another order');
    expect(await system.claimFor('first')).toMatchObject({ kind: 'waiting' });
  });

  test('outlives a claim, and the attempt that dies with it', async () => {
    await hold();
    await system.takeFor('nudge');
    expect(await system.confirmation()).toMatchObject({ state: 'claimed', held: order });
    await system.expireLease();
    await system.takeFor('another nudge');
    expect(await system.confirmation()).toMatchObject({ state: 'claimed', held: order });
  });

  test.each<GivingUp>(['deferred', 'no_recipient', 'unconfirmed', 'grouped', 'dead', 'uncertain'])(
    'is kept by an attempt that ends as %s without bringing one',
    async (state) => {
      await hold();
      await system.giveUpFor('nudge', { state });
      expect(await system.confirmation()).toMatchObject({ state, held: order });
    },
  );

  test('is replaced by a newer one', async () => {
    await hold();
    const newer = { ...order, note: 'newer' };
    await system.giveUpFor('nudge', { state: 'grouped', held: newer });
    expect((await system.confirmation())?.held).toEqual(newer);
  });

  test.each<GivingUp>(['superseded', 'cancelled'])(
    'is dropped when %s, since no mail is owed for it',
    async (state) => {
      await hold();
      await system.giveUpFor('nudge', { state, held: order });
      expect(await system.confirmation()).toEqual({ ticketSetId, state, attempts: 2 });
    },
  );

  test('is dropped once the mail was sent', async () => {
    await hold();
    await system.sendFor('nudge');
    expect(await system.confirmation()).toMatchObject({ state: 'sent' });
    expect(await system.confirmation()).not.toHaveProperty('held');
  });

  test('opens beside its own confirmation only', async () => {
    await hold();
    const stored = await system.redis.hget(key, `confirmation:${ticketSetId}`);
    await system.redis.hset(key, `confirmation:${otherTicketSetId}`, stored ?? '');
    const confirmations = (await system.ledger.read(orderNo))?.confirmations;
    expect(confirmations?.filter(({ held }) => held !== undefined)).toMatchObject([
      { ticketSetId },
    ]);
    expect(confirmations?.filter((one) => one.isHeldUnreadable)).toMatchObject([
      { ticketSetId: otherTicketSetId },
    ]);
  });

  test('is said to be there by a ledger that has no key for it', async () => {
    await hold();
    const sealer = { ...mirrorSealer, open: () => ({ kind: 'unknown_key', keyId: 'k1' }) as const };
    const record = await createLedger({ redis: system.redis, sealer }).read(orderNo);
    expect(record?.confirmations).toEqual([
      { ticketSetId, state: 'no_recipient', attempts: 1, isHeldUnreadable: true },
    ]);
  });
});
