import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { GivingUp } from '@ticketpost/ledger';
import { orderNo, otherTicketSetId, startLedger } from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const held = { orderNo, passengers: [] };
const put = async () => {
  const booking = { body: { email: 'traveller@example.com' } };
  const outcome = await system.ledger.putBooking(orderNo, booking, { event: 'booked' });
  if (outcome.kind !== 'stored') throw new Error(`expected it to be stored, got ${outcome.kind}`);
  return outcome;
};
const findNobody = async (seenBooking: string | null, deliveryId = 'first') => {
  const claim = await system.takeFor(deliveryId);
  const to = { state: 'no_recipient', held, seenBooking } as const;
  const giveUp = () => system.ledger.giveUp(claim, to, { event: 'no_recipient' });
  return { claim, giveUp };
};

describe('a booking that is stored', () => {
  test('is told how many confirmations wait for a recipient', async () => {
    await system.giveUpFor('first', { state: 'no_recipient', held });
    await system.giveUpFor('second', { state: 'no_recipient', held }, otherTicketSetId);
    expect(await put()).toMatchObject({ waiting: 2 });
    expect(await put()).toMatchObject({ waiting: 2 });
  });

  test.each<GivingUp>(['deferred', 'unconfirmed', 'grouped', 'dead'])(
    'counts one that is %s when its order is held: nothing else may bring it again',
    async (state) => {
      await system.giveUpFor('first', { state, held });
      expect(await put()).toMatchObject({ waiting: 1 });
    },
  );

  test.each<GivingUp>(['deferred', 'unconfirmed', 'grouped', 'dead'])(
    'does not count one that is %s and whose order its job has',
    async (state) => {
      await system.giveUpFor('first', { state });
      expect(await put()).toMatchObject({ waiting: 0 });
    },
  );

  test.each<GivingUp>(['superseded', 'cancelled', 'uncertain'])(
    'does not count one that is %s: no mail is owed, or a person decides',
    async (state) => {
      await system.giveUpFor('first', { state, held });
      expect(await put()).toMatchObject({ waiting: 0 });
    },
  );

  test('counts one that waited and whose attempt died since, not one at work', async () => {
    await system.giveUpFor('first', { state: 'no_recipient', held });
    await system.takeFor('nudge');
    expect(await put()).toMatchObject({ waiting: 0 });
    await system.expireLease();
    expect(await put()).toMatchObject({ waiting: 1 });
  });

  test('does not count one whose attempt died with its event still on the queue, or that was sent', async () => {
    await system.takeFor('first');
    await system.expireLease();
    expect(await put()).toMatchObject({ waiting: 0 });
    await system.sendFor('first');
    expect(await put()).toMatchObject({ waiting: 0 });
  });
});

describe('an attempt that found nobody to write to', () => {
  test('waits when no booking came since it looked', async () => {
    const { giveUp } = await findNobody(null);
    expect(await giveUp()).toBe('done');
    expect(await system.confirmation()).toMatchObject({ state: 'no_recipient', held });
  });

  test('looks again when one came, under the same claim', async () => {
    const { claim, giveUp } = await findNobody(null);
    const { version, waiting } = await put();
    expect(waiting).toBe(0);
    expect(await giveUp()).toBe('booking_changed');
    expect(await system.confirmation()).toMatchObject({ state: 'claimed' });
    expect(await system.confirmation()).not.toHaveProperty('held');
    expect(await system.events()).toEqual(['received', 'booked']);
    expect(await system.claimFor('second')).toEqual({ kind: 'duplicate', because: 'held' });
    const to = { state: 'no_recipient', held, seenBooking: version } as const;
    expect(await system.ledger.giveUp(claim, to, { event: 'no_recipient' })).toBe('done');
  });

  test('looks again when the one that it saw was replaced', async () => {
    const { version } = await put();
    const { giveUp } = await findNobody(version);
    await put();
    expect(await giveUp()).toBe('booking_changed');
  });

  test('that lost its claim is told so first', async () => {
    const { giveUp } = await findNobody(null);
    await system.expireLease();
    await system.takeFor('second');
    await put();
    expect(await giveUp()).toBe('lost');
  });

  test('compares nothing when it says nothing, or gives up for another reason', async () => {
    await put();
    expect(await system.giveUpFor('first', { state: 'no_recipient' })).toBe('done');
    expect(await system.giveUpFor('first', { state: 'dead', seenBooking: null })).toBe('done');
  });

  test('and a booking at the same time never miss each other', async () => {
    for (let n = 0; n < 50; n++) {
      await system.redis.flushall();
      const { giveUp } = await findNobody(null);
      // Whichever is first on the wire.
      const putting = n % 2 === 0 ? put() : undefined;
      const [gaveUp, { waiting }] = await Promise.all([giveUp(), putting ?? put()]);
      expect([
        ['done', 1],
        ['booking_changed', 0],
      ]).toContainEqual([gaveUp, waiting]);
    }
  });
});
