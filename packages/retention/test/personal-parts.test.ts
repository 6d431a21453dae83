import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { orderKey, type GiveUpOptions } from '@ticketpost/ledger';
import { day, marks, startSystem } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
  system.clock.nowMs = Date.now();
});

const orderNo = 'ORDER1';
const periods = { personal: 180 };
const pass = (days: number) => {
  system.clock.nowMs += days * day;
};
const find = (term: string) => system.findOrders(term, { limit: 10 });
/** What of the marked data is still stored, sealed or not. */
const findMarks = async () => {
  const stored = await system.dump();
  return Object.entries(marks).flatMap(([name, mark]) => (stored.includes(mark) ? [name] : []));
};
const allMarks = Object.keys(marks);

describe('an order that owes no mail', () => {
  test('keeps everything until its period is over', async () => {
    await system.sendOrder(orderNo);
    pass(179);
    expect((await system.run(periods)).removed).toEqual({});
    expect(await findMarks()).toEqual(allMarks);
    expect((await find(marks.pnr)).orderNos).toEqual([orderNo]);
  });

  test('has nothing personal left then, in clear, sealed or findable', async () => {
    await system.sendOrder(orderNo);
    expect(await findMarks()).toEqual(allMarks);
    pass(181);
    expect((await system.run(periods)).removed).toEqual({ personal_parts: 1 });
    expect(await findMarks()).toEqual([]);
    for (const term of [marks.pnr, marks.ticketNo]) {
      expect((await find(term)).orderNos).toEqual([]);
    }
  });

  test('still tells what happened and when, and is found by its delivery', async () => {
    await system.sendOrder(orderNo);
    const events = await system.events(orderNo);
    const [confirmation] = (await system.ledger.read(orderNo))?.confirmations ?? [];
    pass(181);
    await system.run(periods);
    const record = await system.ledger.read(orderNo);
    expect(await system.events(orderNo)).toEqual(events);
    expect(record?.confirmations).toEqual([
      {
        ticketSetId: 'a'.repeat(64),
        state: 'sent',
        attempts: 1,
        sentAt: confirmation?.sentAt,
        messageId: confirmation?.messageId,
      },
    ]);
    expect(record?.booking).toBeUndefined();
    expect(record?.strippedAt).toBe(new Date(system.clock.nowMs).toISOString());
    expect(record?.timeline.find(({ event }) => event === 'resent')?.by).toBe('olga');
    expect(Object.keys(await system.hash(orderNo)).toSorted()).toEqual(['folded', 'stripped']);
    expect((await find(`first-${orderNo}`)).orderNos).toEqual([orderNo]);
  });

  test('is not mailed again by a delivery that is repeated late', async () => {
    await system.sendOrder(orderNo);
    pass(181);
    await system.run(periods);
    const ticketSetId = 'a'.repeat(64);
    const entry = { event: 'received', deliveryId: 'late', type: 'order.ticketed' } as const;
    const ask = { orderNo, ticketSetId, deliveryId: 'late', entry };
    expect(await system.ledger.claim(ask)).toEqual({ kind: 'duplicate', because: 'sent' });
    // What came with it is personal, and begins a period of its own.
    await system.ledger.record(orderNo, { event: 'resent', sealed: { why: marks.why } });
    await system.liveByClock(orderNo);
    pass(179);
    await system.run(periods);
    expect(await findMarks()).toEqual(['why']);
    pass(2);
    expect((await system.run(periods)).removed).toEqual({ personal_parts: 1 });
    expect(await findMarks()).toEqual([]);
  });

  test('is remembered as long as without that, and looked at once', async () => {
    await system.sendOrder(orderNo);
    const before = await system.ttlDays(orderKey(orderNo));
    pass(181);
    await system.run(periods);
    expect(await system.ttlDays(orderKey(orderNo))).toBeCloseTo(before, 2);
    pass(1);
    expect((await system.run(periods)).removed).toEqual({});
  });

  test('is not stripped before its last flight is as long ago', async () => {
    const flight = new Date(system.clock.nowMs + 300 * day).toISOString().slice(0, 16);
    await system.sendOrder(orderNo, { lastFlight: flight });
    for (const days of [181, 100, 100, 98]) {
      pass(days);
      expect((await system.run(periods)).removed).toEqual({});
    }
    expect(await findMarks()).toEqual(allMarks);
    pass(5);
    expect((await system.run(periods)).removed).toEqual({ personal_parts: 1 });
    expect(await findMarks()).toEqual([]);
  });

  test('loses a booking for which no ticket ever came', async () => {
    const body = { email: marks.mailbox, name: marks.name };
    await system.ledger.putBooking(orderNo, { body }, { event: 'booked' });
    pass(181);
    expect((await system.run(periods)).removed).toEqual({ personal_parts: 1 });
    expect(await findMarks()).toEqual([]);
    expect(await system.events(orderNo)).toEqual(['booked']);
  });

  test('loses also what no key at hand can open', async () => {
    await system.sendOrder(orderNo);
    pass(181);
    const keyring = {
      ...system.keyring,
      open: () => ({ kind: 'unknown_key', keyId: 'k1' }) as const,
    };
    expect((await system.run(periods, { keyring })).removed).toEqual({ personal_parts: 1 });
    expect(await findMarks()).toEqual([]);
    expect((await system.ledger.read(orderNo))?.confirmations[0]?.state).toBe('sent');
  });
});

const owing: GiveUpOptions[] = [
  { state: 'no_recipient' },
  { state: 'deferred' },
  { state: 'unconfirmed' },
  { state: 'grouped' },
  { state: 'dead' },
  { state: 'uncertain', isUncertain: true },
];

test.each(owing)('an order that owes a mail ($state) is not touched', async (to) => {
  await system.oweOrder(orderNo, to);
  const before = await system.hash(orderNo);
  pass(300);
  expect((await system.run(periods)).removed).toEqual({});
  expect(await system.hash(orderNo)).toEqual(before);
});

test.each([{ state: 'superseded' }, { state: 'cancelled' }] satisfies GiveUpOptions[])(
  'an order whose mail is not owed any more ($state) is stripped',
  async (to) => {
    await system.oweOrder(orderNo, to);
    pass(181);
    expect((await system.run(periods)).removed).toEqual({ personal_parts: 1 });
    expect(await findMarks()).toEqual([]);
    expect((await find(marks.pnr)).orderNos).toEqual([]);
    expect((await system.ledger.read(orderNo))?.confirmations[0]?.state).toBe(to.state);
  },
);
