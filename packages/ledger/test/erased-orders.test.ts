import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createFindOrders } from '@ticketpost/ledger';
import { mirrorSealer, readMirrored } from './mirror-sealer.ts';
import {
  at,
  key,
  orderNo,
  otherTicketSetId,
  received,
  sentDetails,
  startLedger,
  ticketSetId,
} from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const erase = (terms: string[] = []) =>
  system.ledger.eraseOrder(orderNo, terms, {
    event: 'erased',
    by: 'olga',
    sealed: { why: 'asked to' },
  });
const mailed = { orderNo, passengers: [{ name: 'ONE/TEST' }] };

describe('an order that is erased', () => {
  test('keeps nothing personal but why it was erased', async () => {
    await system.ledger.putBooking(
      orderNo,
      { body: { email: 'a@example.com', name: 'ONE TEST' } },
      { event: 'booked' },
    );
    await system.sendFor('first', mailed);
    await system.giveUpFor('second', { state: 'dead', held: mailed }, otherTicketSetId);
    expect(await erase()).toBe('erased');

    const { erased, entries, ...fields } = await system.redis.hgetall(key);
    expect([erased, entries]).toEqual(['1', '1']);
    expect(Object.keys(fields).sort()).toEqual(
      [`confirmation:${otherTicketSetId}`, `confirmation:${ticketSetId}`, 'entry:1'].sort(),
    );
    const stored = JSON.parse(fields['entry:1'] ?? '') as { sealed: string };
    expect(readMirrored(stored.sealed)).toEqual({ why: 'asked to' });
    expect(JSON.stringify(await system.ledger.read(orderNo))).not.toMatch(/ONE|example\.com/);
    expect(await system.redis.pttl(key)).toBeGreaterThan(300 * 24 * 60 * 60 * 1000);
  });

  test('is shown as such, with what was sent', async () => {
    await system.sendFor('first', mailed);
    await system.giveUpFor('second', { state: 'dead' }, otherTicketSetId);
    await erase();
    expect(await system.ledger.read(orderNo)).toEqual({
      orderNo,
      isErased: true,
      confirmations: [
        { ticketSetId, state: 'sent', attempts: 1 },
        { ticketSetId: otherTicketSetId, state: 'cancelled', attempts: 1 },
      ],
      timeline: [{ event: 'erased', at, by: 'olga', sealed: { why: 'asked to' } }],
    });
  });

  test('is mailed no more, for whatever ticket set', async () => {
    await system.sendFor('first', mailed);
    await erase();
    for (const ticketSet of [ticketSetId, otherTicketSetId, 'd'.repeat(64)]) {
      const outcome = await system.claimFor('late', ticketSet);
      expect(outcome).toEqual({ kind: 'duplicate', because: 'erased' });
    }
  });

  test('is found no more by what was personal', async () => {
    const entry = { ...received, deliveryId: 'first' };
    const terms = ['QWERTY'];
    await system.ledger.claim({ orderNo, ticketSetId, deliveryId: 'first', entry, terms });
    await system.redis.hset(key, `confirmation:${ticketSetId}`, '{"state":"dead","attempts":1}');
    const now = () => Date.parse(at);
    const find = createFindOrders({ redis: system.redis, sealer: mirrorSealer, now });
    expect((await find('qwerty', { limit: 1 })).orderNos).toEqual([orderNo]);
    expect(await erase(terms)).toBe('erased');
    expect((await find('qwerty', { limit: 1 })).orderNos).toEqual([]);
    expect((await find('first', { limit: 1 })).orderNos).toEqual([]);
  });

  test('takes nothing personal from whoever comes too late', async () => {
    const claim = await system.takeFor('first');
    await system.expireLease();
    await erase();
    await system.ledger.recordSent(
      claim,
      { ...sentDetails, mailed },
      { event: 'sent', sealed: { recipient: 'a@example.com' } },
    );
    await system.ledger.record(orderNo, { event: 'resent', by: 'jo', sealed: { why: 'ONE' } });
    await system.ledger.record(orderNo, { event: 'deferred' });
    const { confirmations, timeline } = (await system.ledger.read(orderNo)) ?? {};
    expect(confirmations).toEqual([{ ticketSetId, state: 'sent', attempts: 1 }]);
    expect(timeline?.map(({ event }) => event)).toEqual(['erased', 'deferred']);
  });

  test('was no order that nobody knows', async () => {
    expect(await erase()).toBe('none');
    expect(await system.redis.exists(key)).toBe(0);
  });
});

test('an order is not erased while an attempt is at work, but when its worker is dead', async () => {
  await system.takeFor('first');
  const before = await system.redis.hgetall(key);
  expect(await erase()).toBe('busy');
  expect(await system.redis.hgetall(key)).toEqual(before);
  await system.expireLease();
  expect(await erase()).toBe('erased');
});
