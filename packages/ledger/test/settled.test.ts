import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createOwedRegister } from '@ticketpost/ledger';
import { orderNo, startLedger, ticketSetId } from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const settle = () => system.ledger.settle(orderNo, ticketSetId, { event: 'discarded', by: 'olga' });
const owed = async () => (await createOwedRegister(system).counts()).owed;

describe('a person settles', () => {
  test('what was given up for good: it is owed no more, and its order goes', async () => {
    await system.giveUpFor('first', { state: 'dead', held: { orderNo } });
    expect(await settle()).toBe('settled');
    expect(await owed()).toBe(0);
    expect(await system.confirmation()).toEqual({ ticketSetId, state: 'cancelled', attempts: 1 });
    expect((await system.events())?.at(-1)).toBe('discarded');
  });

  test('what may be out, without forgetting that', async () => {
    await system.giveUpFor('first', { state: 'uncertain', isUncertain: true });
    expect(await settle()).toBe('settled');
    expect(await owed()).toBe(0);
    expect(await system.claimFor('second')).toMatchObject({ kind: 'claimed', isUncertain: true });
  });

  test.each(['deferred', 'no_recipient', 'unconfirmed', 'grouped'] as const)(
    'nothing that is %s, since something still goes on',
    async (state) => {
      await system.giveUpFor('first', { state });
      expect(await settle()).toBe('not_given_up');
      expect(await owed()).toBe(1);
    },
  );

  test('nothing that was sent, or that nobody knows', async () => {
    expect(await settle()).toBe('not_given_up');
    await system.sendFor('first');
    expect(await settle()).toBe('not_given_up');
    expect(await system.events()).toEqual(['received', 'sent']);
  });
});
