import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createFindOrders } from '@ticketpost/ledger';
import { mirrorSealer, readMirrored } from './mirror-sealer.ts';
import {
  at,
  expectClaim,
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

const askId = 'ask';
const entry = { event: 'erased', by: 'olga', sealed: { why: 'asked to' } } as const;
const mark = (ask = askId) => system.ledger.markErased(orderNo, { askId: ask }, entry);
const finish = (asks = 1) =>
  system.ledger.finishErasure(orderNo, { asks, ticketSetIds: [ticketSetId], entries: [] });
const erase = async () => [await mark(), await finish()];
const mailed = { orderNo, passengers: [{ name: 'ONE/TEST' }] };
const marked = /ONE|example\.com/;

/** One sent, one given up with its order, and a booking. */
async function fill() {
  const body = { email: 'a@example.com', name: 'ONE TEST' };
  await system.ledger.putBooking(orderNo, { body }, { event: 'booked' });
  await system.sendFor('first', mailed);
  await system.giveUpFor('second', { state: 'dead', held: mailed }, otherTicketSetId);
}

describe('an order that is marked as erased', () => {
  test('shows the tombstone alone, whatever is still kept of it', async () => {
    await fill();
    expect(await mark()).toBe('marked');
    expect(await system.ledger.read(orderNo)).toEqual({
      orderNo,
      isErased: true,
      isErasing: true,
      confirmations: [
        { ticketSetId, state: 'sent', attempts: 1 },
        { ticketSetId: otherTicketSetId, state: 'cancelled', attempts: 1 },
      ],
      timeline: [{ at, ...entry }],
    });
    expect(await system.ledger.readBooking(orderNo)).toEqual({ kind: 'none' });
  });

  test('still says to whoever erases it what else there may be', async () => {
    await fill();
    await mark();
    expect(await system.ledger.readErasing(orderNo)).toMatchObject({
      asks: 1,
      isFinished: false,
      isUnreadable: false,
      confirmations: [{ mailed }, { held: mailed }],
      booking: { kind: 'booking', body: { name: 'ONE TEST' } },
      deliveryIds: expect.arrayContaining(['first', 'second']),
    });
  });

  test('says so when a part of it cannot be opened', async () => {
    await fill();
    await mark();
    await system.redis.hset(key, `confirmation:${otherTicketSetId}`, '{"held":"x"}');
    expect(await system.ledger.readErasing(orderNo)).toMatchObject({ isUnreadable: true });
  });

  test.each(['claimed', 'submitting'] as const)(
    'takes the claim of an attempt that has it %s',
    async (state) => {
      const claim = await system.takeFor('first');
      if (state === 'submitting')
        await system.ledger.markSubmitting(claim, { event: 'submitting' });
      await mark();
      expect(await system.ledger.renew(claim)).toBe('lost');
      expect(await system.ledger.markSubmitting(claim, { event: 'submitting' })).toBe('lost');
      const held = { state: 'dead', held: mailed } as const;
      expect(await system.ledger.giveUp(claim, held, { event: 'dead' })).toBe('lost');
      expect(JSON.stringify(await system.redis.hgetall(key))).not.toContain('held');
    },
  );

  test('takes nothing personal from whoever comes too late', async () => {
    const claim = await system.takeFor('first');
    await mark();
    const details = { ...sentDetails, mailed };
    await system.ledger.recordSent(claim, details, {
      event: 'sent',
      sealed: { recipient: 'a@example.com' },
    });
    await system.ledger.record(orderNo, { event: 'resent', by: 'jo', sealed: { why: 'ONE' } });
    await system.ledger.record(orderNo, { event: 'deferred' });
    const { confirmations, timeline } = (await system.ledger.read(orderNo)) ?? {};
    expect(confirmations).toEqual([{ ticketSetId, state: 'sent', attempts: 1 }]);
    expect(timeline?.map(({ event }) => event)).toEqual(['erased', 'deferred']);
    await finish();
    expect((await system.ledger.read(orderNo))?.timeline.map(({ event }) => event)).toEqual([
      'erased',
      'deferred',
    ]);
    expect(await storedText()).not.toMatch(marked);
  });

  test.each(['marked', 'finished'])('is claimed no more once it is %s', async (state) => {
    await system.sendFor('first', mailed);
    await mark();
    if (state === 'finished') await finish();
    for (const ticketSet of [ticketSetId, otherTicketSetId, 'd'.repeat(64)]) {
      const outcome = await system.claimFor('late', ticketSet);
      expect(outcome).toEqual({ kind: 'duplicate', because: 'erased' });
    }
    const now = () => Date.parse(at);
    const find = createFindOrders({ redis: system.redis, sealer: mirrorSealer, now });
    expect((await find('late', { limit: 1 })).orderNos).toEqual([]);
  });

  test('is not folded by what was sent a moment before', async () => {
    const claim = await system.takeFor('first');
    // Its fold is on the way when the mark comes.
    const sending = system.ledger.recordSent(claim, { ...sentDetails, mailed }, { event: 'sent' });
    await Promise.all([sending, mark()]);
    await finish();
    expect(await storedText()).not.toMatch(marked);
    expect(await system.redis.hexists(key, 'folded')).toBe(0);
  });
});

describe('an erasure that is finished', () => {
  test('leaves nothing personal but why it was', async () => {
    await fill();
    expect(await erase()).toEqual(['marked', 'finished']);
    const { erased, entries, ...fields } = await system.redis.hgetall(key);
    expect([erased, entries]).toEqual(['1', '6']);
    expect(Object.keys(fields).sort()).toEqual(
      [
        ...[`confirmation:${otherTicketSetId}`, `confirmation:${ticketSetId}`],
        ...['entry:6', `ask:${askId}`, 'asks'],
      ].sort(),
    );
    const stored = JSON.parse(fields['entry:6'] ?? '') as { sealed: string };
    expect(readMirrored(stored.sealed)).toEqual({ why: 'asked to' });
    expect(await storedText()).not.toMatch(marked);
    expect(await system.redis.pttl(key)).toBeGreaterThan(300 * 24 * 60 * 60 * 1000);
    expect((await system.ledger.read(orderNo))?.isErasing).toBeUndefined();
  });

  test('writes other words into an entry that stays', async () => {
    await fill();
    await mark();
    const [{ n, entry: own } = { n: 0, entry: undefined }] =
      (await system.ledger.readErasing(orderNo))?.entries.slice(-1) ?? [];
    if (own === undefined) throw new Error('there is no entry');
    const entries = [
      { n, entry: { ...own, sealed: { why: '•••' } } },
      { n: 1, entry: own },
    ];
    await system.ledger.finishErasure(orderNo, { asks: 1, ticketSetIds: [], entries });
    expect((await system.ledger.read(orderNo))?.timeline).toMatchObject([
      { sealed: { why: '•••' } },
    ]);
  });

  test('does nothing when it comes again', async () => {
    await fill();
    await erase();
    const before = await system.redis.hgetall(key);
    expect(await erase()).toEqual(['finished', 'finished']);
    expect(await system.redis.hgetall(key)).toEqual(before);
  });

  test('is not, when somebody asked again since it was read', async () => {
    await fill();
    await mark();
    await mark('later');
    expect(await finish(1)).toBe('asked_again');
    expect((await system.ledger.read(orderNo))?.isErasing).toBe(true);
    expect(await finish(2)).toBe('finished');
    expect([await mark(), await mark('later')]).toEqual(['finished', 'finished']);
    expect(await storedText()).not.toMatch(marked);
    expect(await system.events()).toEqual(['erased', 'erased']);
  });

  test('can be asked for once more, and forgets nothing of what the first left', async () => {
    await fill();
    await erase();
    expect(await mark('later')).toBe('marked');
    expect((await system.ledger.read(orderNo))?.isErasing).toBe(true);
    await finish(2);
    expect(await system.events()).toEqual(['erased', 'erased']);
  });

  test('forgets what the order can be found by', async () => {
    const terms = ['QWERTY', '176-2400000001'];
    const claimed = await system.ledger.claim({
      orderNo,
      ticketSetId,
      deliveryId: 'first',
      entry: received,
      terms,
    });
    const claim = expectClaim(claimed);
    await system.ledger.giveUp(claim, { state: 'superseded' }, { event: 'not_confirmed' });
    const now = () => Date.parse(at);
    const find = createFindOrders({ redis: system.redis, sealer: mirrorSealer, now });
    expect((await find('qwerty', { limit: 1 })).orderNos).toEqual([orderNo]);
    await mark();
    const { confirmations = [], deliveryIds = [] } =
      (await system.ledger.readErasing(orderNo)) ?? {};
    const known = [...deliveryIds, ...confirmations.flatMap((one) => one.terms ?? [])];
    expect(known).toEqual(['first', ...terms]);
    expect(await system.ledger.countTerms(orderNo, known)).toBe(3);
    await system.ledger.removeTerms(orderNo, known);
    expect(await system.ledger.countTerms(orderNo, known)).toBe(0);
    expect(await system.redis.keys('ticketpost:found-by:*')).toEqual([]);
    await finish();
    expect(JSON.stringify(await system.redis.hgetall(key))).not.toContain('terms');
  });
});

describe('before an order is erased', () => {
  test.each([
    ['unknown', () => Promise.resolve()],
    ['known', () => system.ledger.record(orderNo, { event: 'incomplete' })],
    ['erasing', () => mark()],
    ['erased', () => erase()],
  ])('it is told to be %s, and nothing is changed', async (outlook, prepare) => {
    await prepare();
    const before = await system.redis.hgetall(key);
    expect(await system.ledger.lookBeforeErasing(orderNo, {})).toBe(outlook);
    expect(await system.redis.hgetall(key)).toEqual(before);
    expect(await system.ledger.isErased(orderNo)).toBe(outlook.startsWith('eras'));
  });
});

test('an order that nobody knows is erased too, so that nothing of it is kept when it comes', async () => {
  expect(await erase()).toEqual(['marked', 'finished']);
  expect(await system.claimFor('late')).toEqual({ kind: 'duplicate', because: 'erased' });
  expect(await system.ledger.readErasing('other')).toBeUndefined();
});

/** All that is kept, opened. */
async function storedText(): Promise<string> {
  const record = await system.ledger.readErasing(orderNo);
  const { folded, ...fields } = await system.redis.hgetall(key);
  expect(folded).toBeUndefined();
  return JSON.stringify({ fields, record });
}
