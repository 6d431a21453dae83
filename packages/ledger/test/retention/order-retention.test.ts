import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createOrderRetention, type AgedOrder, type OrderRetention } from '@ticketpost/ledger';
import { mirrorSealer } from '../mirror-sealer.ts';
import { at, key, orderNo, startLedger, ticketSetId } from '../start-ledger.ts';

const dayMs = 24 * 60 * 60 * 1000;

let system: Awaited<ReturnType<typeof startLedger>>;
let retention: OrderRetention;

beforeAll(async () => {
  system = await startLedger();
  const { redis } = system;
  retention = createOrderRetention({ redis, sealer: mirrorSealer, now: () => Date.parse(at) });
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

async function read(): Promise<AgedOrder> {
  const [order] = await retention.read([orderNo]);
  if (order === undefined) throw new Error('there is no order');
  return order;
}

const changes: [what: string, change: () => Promise<unknown>][] = [
  ['an entry that came', () => system.ledger.record(orderNo, { event: 'deferred' })],
  [
    'a booking that came',
    () => system.ledger.putBooking(orderNo, { body: {} }, { event: 'booked' }),
  ],
  ['a claim', () => system.takeFor('second', 'e'.repeat(64))],
];

test.each(changes)(
  '%s after it was read keeps an order from being stripped',
  async (_what, change) => {
    await system.sendFor('first', { order: { name: 'ONE' } });
    const order = await read();
    await change();
    const before = await system.redis.hgetall(key);
    expect(await retention.strip(order, [])).toBe('changed');
    expect(await system.redis.hgetall(key)).toEqual(before);
  },
);

test('a change after it was read keeps its time to live from being shortened', async () => {
  await system.sendFor('first');
  await system.redis.pexpire(key, 300 * dayMs);
  const order = await read();
  await system.ledger.record(orderNo, { event: 'deferred' });
  expect(await retention.remember(order, Date.now() + 60 * dayMs)).toBe(false);
  expect(await system.redis.pttl(key)).toBeGreaterThan(399 * dayMs);
  expect(await retention.remember(await read(), Date.now() + 60 * dayMs)).toBe(true);
  expect(await system.redis.pttl(key)).toBeLessThanOrEqual(60 * dayMs);
});

test('counts on where it was: entries, confirmations and mails after it was stripped', async () => {
  await system.sendFor('first', { order: { name: 'ONE' } });
  await retention.strip(await read(), []);
  await system.sendFor('second', { order: { name: 'TWO' } }, 'e'.repeat(64));
  const record = await system.ledger.read(orderNo);
  expect(record?.confirmations).toEqual([
    expect.objectContaining({ ticketSetId, state: 'sent' }),
    expect.objectContaining({ ticketSetId: 'e'.repeat(64), mailed: { order: { name: 'TWO' } } }),
  ]);
  expect(record?.timeline.map(({ event }) => event)).toEqual([
    'received',
    'sent',
    'received',
    'sent',
  ]);
  expect(JSON.stringify(record)).not.toContain('ONE');
});

test('an entry that is broken has no time, and its words go with what is personal', async () => {
  await system.ledger.record(orderNo, { event: 'paused' });
  await system.ledger.record(orderNo, { event: 'deferred' });
  await system.redis.hset(key, 'entry:1', '{"event":"sent","by":"ONE');
  const order = await read();
  expect(order).toMatchObject({ changedAt: Date.parse(at), isPersonal: true });
  expect(await retention.strip(order, [])).toBe('stripped');
  expect(await read()).toMatchObject({ changedAt: Date.parse(at), isPersonal: false });
  expect(await system.events()).toEqual(['unreadable', 'deferred']);
  expect(JSON.stringify(await system.redis.hgetall(key))).not.toContain('ONE');
});

test('an order that is being erased is left to that', async () => {
  await system.sendFor('first', { order: { name: 'ONE' } });
  await system.ledger.markErased(orderNo, { askId: 'ask' }, { event: 'erased' });
  expect(await read()).toMatchObject({ isOwed: true });
});

test('a confirmation that an attempt holds does not expire, and one that none does is cancelled', async () => {
  await system.takeFor('first');
  const entry = { event: 'expired', by: 'retention' } as const;
  expect(await retention.expire(orderNo, ticketSetId, entry)).toBe('busy');
  await system.expireLease();
  expect(await retention.expire(orderNo, ticketSetId, entry)).toBe('expired');
  expect((await system.confirmation())?.state).toBe('cancelled');
  expect(await retention.expire(orderNo, ticketSetId, entry)).toBe('settled');
  expect(await system.events()).toEqual(['received', 'expired']);
});

test('one that was being handed over keeps its doubt', async () => {
  const claim = await system.takeFor('first');
  await system.ledger.markSubmitting(claim, { event: 'submitting', messageId: '<1@example.com>' });
  await system.expireLease();
  await retention.expire(orderNo, ticketSetId, { event: 'expired' });
  expect(await system.confirmation()).toMatchObject({ state: 'cancelled', isUncertain: true });
});
