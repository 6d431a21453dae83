import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createOwedRegister, type GivingUp } from '@ticketpost/ledger';
import { at, key, orderNo, startLedger, ticketSetId } from '../start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;
let register: ReturnType<typeof createOwedRegister>;

beforeAll(async () => {
  system = await startLedger();
  register = createOwedRegister({ redis: system.redis });
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const owed = { orderNo, ticketSetId, since: at };
const none = { owed: 0, noRecipient: 0, uncertain: 0, dead: 0 };

describe('the register of what is owed', () => {
  test('holds a confirmation from its claim until it is sent', async () => {
    const claim = await system.takeFor('first');
    expect(await register.counts()).toEqual({ ...none, owed: 1 });
    expect(await register.oldest()).toEqual(owed);
    await system.ledger.recordSent(
      claim,
      { sentAt: at, messageId: '<1@a.test>', recipient: 'a@a.test', lastAnswer: '250' },
      { event: 'sent' },
    );
    expect(await register.counts()).toEqual(none);
    expect(await register.oldest()).toBeUndefined();
  });

  test.each<[GivingUp, object]>([
    ['deferred', { owed: 1 }],
    ['unconfirmed', { owed: 1 }],
    ['grouped', { owed: 1 }],
    ['no_recipient', { owed: 1, noRecipient: 1 }],
    ['uncertain', { owed: 1, uncertain: 1 }],
    ['dead', { owed: 1, dead: 1 }],
    ['superseded', {}],
    ['cancelled', {}],
  ])('counts one that was given up as %s', async (state, counts) => {
    await system.giveUpFor('first', { state });
    expect(await register.counts()).toEqual({ ...none, ...counts });
  });

  test('moves one that is taken up again back among the rest', async () => {
    await system.giveUpFor('first', { state: 'dead' });
    await system.takeFor('second');
    expect(await register.counts()).toEqual({ ...none, owed: 1 });
    expect(await register.list('dead', { skip: 0, limit: 10 })).toEqual([]);
  });

  test('moves one that a person released', async () => {
    await system.giveUpFor('first', { state: 'uncertain', isUncertain: true });
    await system.ledger.release(orderNo, ticketSetId, { event: 'redriven' });
    expect(await register.counts()).toEqual({ ...none, owed: 1 });
  });

  test('is put right when a repeat of a sent one comes', async () => {
    await system.sendFor('first');
    await system.redis.zadd('ticketpost:{owed}:owed', 1, `${ticketSetId} ${orderNo}`);
    await system.claimFor('second');
    expect(await register.counts()).toEqual(none);
  });
});

describe('those that became what they are in a period', () => {
  const atMs = Date.parse(at);
  const periodOf = (afterMs: number, untilMs: number) => ({ afterMs, untilMs, limit: 10 });

  test.each([
    ['ends with it', atMs - 1, atMs, 1],
    ['began with it', atMs, atMs + 1, 0],
    ['is over', atMs - 2, atMs - 1, 0],
  ])('a period that %s', async (_row, afterMs, untilMs, total) => {
    await system.giveUpFor('first', { state: 'no_recipient' });
    const found = await register.listOf('no_recipient', periodOf(afterMs, untilMs));
    expect(found.total).toBe(total);
    expect(found.items).toEqual(total === 1 ? [{ ...owed, state: 'no_recipient' }] : []);
  });

  test('the newest first, as many as were asked for, each with its state', async () => {
    await system.giveUpFor('first', { state: 'deferred' });
    await system.redis.zadd('ticketpost:{owed}:owed', atMs - 5, `${'b'.repeat(64)} ${orderNo}`);
    const found = await register.listOf('owed', { afterMs: 0, untilMs: atMs, limit: 1 });
    expect(found).toEqual({ items: [{ ...owed, state: 'deferred' }], total: 2 });
  });
});

describe('what a dying process left behind', () => {
  test.each([
    ['a confirmation that was sent', ticketSetId],
    ['a confirmation that nobody knows', 'a'.repeat(64)],
  ])('%s is not told as owed, and taken out', async (_what, ticketSet) => {
    await system.sendFor('first');
    for (const kind of ['owed', 'dead']) {
      await system.redis.zadd(`ticketpost:{owed}:${kind}`, 1, `${ticketSet} ${orderNo}`);
    }
    expect(await register.list('dead', { skip: 0, limit: 10 })).toEqual([]);
    expect(await register.oldest()).toBeUndefined();
    expect(await register.counts()).toEqual(none);
  });

  test('hides none that is owed behind a hundred that are not', async () => {
    for (let n = 0; n < 100; n += 1) {
      await system.redis.zadd('ticketpost:{owed}:owed', n, `${'b'.repeat(64)} GONE${n}`);
    }
    await system.takeFor('first');
    expect(await register.oldest()).toEqual(owed);
    expect(await register.counts()).toEqual({ ...none, owed: 1 });
  });

  test('is listed where it stands now', async () => {
    await system.giveUpFor('first', { state: 'no_recipient' });
    await system.redis.zadd('ticketpost:{owed}:dead', 1, `${ticketSetId} ${orderNo}`);
    expect(await register.list('dead', { skip: 0, limit: 10 })).toEqual([]);
    expect(await register.list('no_recipient', { skip: 0, limit: 10 })).toEqual([owed]);
  });
});

test('an order that is erased owes nothing', async () => {
  await system.giveUpFor('first', { state: 'dead' });
  await system.ledger.markErased(orderNo, { askId: 'ask' }, { event: 'erased', by: 'olga' });
  const about = { asks: 1, ticketSetIds: [ticketSetId], entries: [] };
  expect(await system.ledger.finishErasure(orderNo, about)).toBe('finished');
  expect(await register.counts()).toEqual(none);
  expect(await system.redis.hget(key, 'erased')).toBe('1');
});
