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

describe('a confirmation of which a copy may be out', () => {
  const person = { event: 'redriven', by: 'olga', sealed: { why: 'no mail came' } } as const;
  const release = () => system.ledger.release(orderNo, ticketSetId, person);

  /** Ends an attempt that handed the mail over and does not know whether it was taken. */
  async function leave(state: GivingUp): Promise<void> {
    const claim = await system.takeFor('first');
    await system.ledger.markSubmitting(claim, { event: 'submitting' });
    await system.ledger.giveUp(claim, { state, isUncertain: true }, { event: 'uncertain' });
  }

  test('is claimed with the Message-ID of that copy, whichever the last one was', async () => {
    for (const messageId of ['<of-the-trip@example.com>', '<of-this@example.com>']) {
      const claim = await system.takeFor('first');
      await system.ledger.markSubmitting(claim, { event: 'submitting', messageId });
      await system.expireLease();
      expect(await system.claimFor('second')).toMatchObject({
        isUncertain: true,
        uncertainMessageId: messageId,
      });
      await system.expireLease();
    }
  });

  test('is given to no delivery while a person is to decide', async () => {
    await leave('uncertain');
    for (const delivery of ['first', 'second']) {
      expect(await system.claimFor(delivery)).toEqual({ kind: 'duplicate', because: 'undecided' });
    }
    expect(await system.confirmation()).toMatchObject({ state: 'uncertain' });
    expect(await system.events()).toEqual(['received', 'submitting', 'uncertain', 'duplicate']);
  });

  test('is sent again once released, by an attempt that is told of no uncertainty', async () => {
    await leave('uncertain');
    expect(await release()).toBe('released');
    const order = await system.ledger.read(orderNo);
    expect(order?.confirmations).toEqual([{ ticketSetId, state: 'deferred', attempts: 1 }]);
    expect(order?.timeline.at(-1)).toMatchObject({ ...person, ticketSetId });
    expect(await system.claimFor('second')).toMatchObject({ kind: 'claimed', isUncertain: false });
  });

  test('is released once, however many decide', async () => {
    await leave('uncertain');
    const answers = await Promise.all([release(), release(), release()]);
    expect(answers.sort()).toEqual(['not_uncertain', 'not_uncertain', 'released']);
    expect((await system.events())?.filter((event) => event === 'redriven')).toHaveLength(1);
  });

  test('is released as well when it was given up for another reason', async () => {
    await leave('dead');
    expect(await release()).toBe('released');
    expect(await system.claimFor('second')).toMatchObject({ kind: 'claimed', isUncertain: false });
  });

  test('is not released under an attempt that is at work', async () => {
    const first = await system.takeFor('first');
    await system.ledger.markSubmitting(first, { event: 'submitting' });
    await system.expireLease();
    expect(await system.claimFor('second')).toMatchObject({ isUncertain: true });
    expect(await release()).toBe('not_uncertain');
    expect(await system.confirmation()).toMatchObject({ isUncertain: true });
  });

  test.each<GivingUp>(['deferred', 'no_recipient', 'dead', 'unconfirmed', 'grouped'])(
    'is not what %s alone means',
    async (state) => {
      await system.giveUpFor('first', { state });
      expect(await release()).toBe('not_uncertain');
      expect(await system.confirmation()).toMatchObject({ state });
      expect(await system.events()).toEqual(['received', 'deferred']);
    },
  );

  test('is none once it was sent, or when nothing is known of it', async () => {
    expect(await release()).toBe('not_uncertain');
    expect(await system.ledger.read(orderNo)).toBeUndefined();
    await system.sendFor('first');
    expect(await release()).toBe('not_uncertain');
    expect(await system.confirmation()).toMatchObject({ state: 'sent' });
  });
});
