import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { GivingUp } from '@ticketpost/ledger';
import { orderNo, startLedger, ticketSetId } from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

describe('a confirmation that the supplier does not confirm yet', () => {
  const unconfirmed = { state: 'unconfirmed', waitMs: 60_000 } as const;

  test('is left to the delivery that asked, which takes it up at once', async () => {
    await system.giveUpFor('first', unconfirmed);
    expect(await system.claimFor('second')).toEqual({ kind: 'duplicate', because: 'held' });
    expect(await system.claimFor('first')).toMatchObject({ kind: 'claimed', asked: 1 });
  });

  test('may be taken by any delivery when the wait is over, and is asked for no less often', async () => {
    await system.giveUpFor('first', unconfirmed);
    await system.expireLease();
    expect(await system.claimFor('second')).toMatchObject({ kind: 'claimed', asked: 1 });
  });

  test('counts how often in a row it was asked for, also over a dead worker', async () => {
    for (const asked of [0, 1, 2]) {
      expect(await system.claimFor('first')).toMatchObject({ kind: 'claimed', asked });
      await system.expireLease();
      await system.giveUpFor('first', unconfirmed);
    }
    expect(await system.claimFor('first')).toMatchObject({ asked: 3 });
  });

  test.each<GivingUp>(['no_recipient', 'superseded', 'cancelled', 'grouped', 'dead'])(
    'is counted anew after %s',
    async (state) => {
      await system.giveUpFor('first', unconfirmed);
      await system.giveUpFor('first', { state });
      expect(await system.claimFor('second')).toMatchObject({ kind: 'claimed', asked: 0 });
    },
  );

  test('is asked for no less often when the supplier gave no answer in between', async () => {
    await system.giveUpFor('first', unconfirmed);
    await system.giveUpFor('first', { state: 'deferred' });
    expect(await system.claimFor('first')).toMatchObject({ kind: 'claimed', asked: 1 });
  });

  test('is counted anew when a person releases it, and is nobody’s then', async () => {
    await system.giveUpFor('first', { ...unconfirmed, isUncertain: true });
    expect(await system.ledger.release(orderNo, ticketSetId, { event: 'redriven' })).toBe(
      'released',
    );
    expect(await system.claimFor('second')).toMatchObject({ isUncertain: false, asked: 0 });
  });

  test('can no longer be moved by the attempt that gave it up', async () => {
    const claim = await system.takeFor('first');
    await system.ledger.giveUp(claim, unconfirmed, { event: 'not_confirmed' });
    expect(await system.ledger.renew(claim)).toBe('lost');
    expect(await system.ledger.giveUp(claim, unconfirmed, { event: 'not_confirmed' })).toBe('lost');
    expect(await system.claimFor('first')).toMatchObject({ asked: 1 });
  });
});
