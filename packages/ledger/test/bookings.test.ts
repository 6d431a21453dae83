import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLedger, type BookingCondition } from '@ticketpost/ledger';
import { mirrorSealer } from './mirror-sealer.ts';
import { at, key, orderNo, startLedger } from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const body = { email: 'traveller@example.com', name: 'One', locale: 'en-GB' };
const put = (condition: BookingCondition = {}, more: object = {}) =>
  system.ledger.putBooking(
    orderNo,
    { body: { ...body, ...more }, condition },
    { event: 'booked', by: 'agency' },
  );
const erase = (condition: BookingCondition = {}) =>
  system.ledger.markErased(orderNo, { askId: 'ask', condition }, { event: 'erased', by: 'agency' });

async function putVersion(): Promise<string> {
  const outcome = await put();
  if (outcome.kind !== 'stored') throw new Error(`expected it to be stored, got ${outcome.kind}`);
  return outcome.version;
}

describe('a booking', () => {
  test('is new at first, then replaced, under a new version each time', async () => {
    expect(await system.ledger.readBooking(orderNo)).toEqual({ kind: 'none' });
    const first = await put();
    expect(first).toMatchObject({ kind: 'stored', isNew: true, waiting: 0 });
    const second = await put({}, { name: 'Two' });
    expect(second).toMatchObject({ kind: 'stored', isNew: false, waiting: 0 });
    expect(second).not.toMatchObject({ version: 'version' in first ? first.version : '' });
    expect(await system.ledger.readBooking(orderNo)).toEqual({
      kind: 'booking',
      version: 'version' in second ? second.version : '',
      storedAt: at,
      body: { ...body, name: 'Two' },
    });
    expect(await system.events()).toEqual(['booked', 'booked']);
  });

  test('alone is a record of the order, which shows no body', async () => {
    const version = await putVersion();
    expect(await system.ledger.read(orderNo)).toEqual({
      orderNo,
      confirmations: [],
      timeline: [{ at, event: 'booked', by: 'agency' }],
      booking: { version, storedAt: at },
    });
  });

  test('is sealed, and remembered as long as the order', async () => {
    await put();
    expect(JSON.stringify(await system.redis.hgetall(key))).not.toContain('traveller');
    const dayMs = 24 * 60 * 60 * 1000;
    expect(await system.redis.pttl(key)).toBeGreaterThan(399 * dayMs);
  });

  test.each([
    ['another order', 'OTHER20260102030405678', {}],
    ['another version', orderNo, { version: 'other' }],
    ['another time', orderNo, { storedAt: '2020-01-01T00:00:00.000Z' }],
  ])('does not open when it was moved to %s', async (_row, movedTo, change) => {
    await put();
    const stored = JSON.parse((await system.redis.hget(key, 'booking')) ?? '') as object;
    const moved = JSON.stringify({ ...stored, ...change });
    await system.redis.hset(`ticketpost:order:${movedTo}`, 'booking', moved);
    expect(await system.ledger.readBooking(movedTo)).toMatchObject({ kind: 'unreadable' });
  });

  test('that cannot be opened still has its version', async () => {
    const version = await putVersion();
    const sealer = { ...mirrorSealer, open: () => ({ kind: 'unknown_key', keyId: 'k1' }) as const };
    const other = createLedger({ redis: system.redis, sealer });
    expect(await other.readBooking(orderNo)).toEqual({
      kind: 'unreadable',
      version,
      missingKey: 'k1',
    });
    expect((await other.read(orderNo))?.booking).toEqual({ version, storedAt: at });
  });

  test('goes with its order, and none is stored after that', async () => {
    await put();
    expect(await erase()).toBe('marked');
    expect(await system.ledger.readBooking(orderNo)).toEqual({ kind: 'none' });
    expect((await system.ledger.read(orderNo))?.booking).toBeUndefined();
    expect(await put()).toEqual({ kind: 'erased' });
    expect(await put({ ifNoneMatch: '*' })).toEqual({ kind: 'erased' });
    expect(await system.events()).toEqual(['erased']);
  });
});

describe('a change of a booking', () => {
  // RFC 9110, 13.1.1 and 13.1.2; `this` is replaced by the version that stands there.
  test.each<[BookingCondition, 'is made' | 'is refused', 'is made' | 'is refused']>([
    [{}, 'is made', 'is made'],
    [{ ifNoneMatch: '*' }, 'is refused', 'is made'],
    [{ ifMatch: '*' }, 'is made', 'is refused'],
    [{ ifMatch: ['this'] }, 'is made', 'is refused'],
    [{ ifMatch: ['other', 'this'] }, 'is made', 'is refused'],
    [{ ifMatch: ['other'] }, 'is refused', 'is refused'],
    [{ ifMatch: [] }, 'is refused', 'is refused'],
    [{ ifMatch: ['this'], ifNoneMatch: '*' }, 'is refused', 'is refused'],
  ])('on %j %s when there is one, and %s when there is none', async (raw, withOne, withNone) => {
    const { ifMatch, ...rest } = raw;
    const conditionOn = (version: string): BookingCondition =>
      typeof ifMatch === 'object'
        ? { ...rest, ifMatch: ifMatch.map((one) => (one === 'this' ? version : one)) }
        : raw;
    const before = await putVersion();
    const replaced = await put(conditionOn(before), { name: 'Two' });
    expect(replaced.kind).toBe(withOne === 'is made' ? 'stored' : 'precondition_failed');
    const after = 'version' in replaced ? replaced.version : before;
    expect(await system.ledger.readBooking(orderNo)).toMatchObject({
      version: after,
      body: { name: withOne === 'is made' ? 'Two' : 'One' },
    });
    expect(await erase(conditionOn(after))).toBe(
      withOne === 'is made' ? 'marked' : 'precondition_failed',
    );

    await system.redis.flushall();
    expect(await erase(conditionOn('gone'))).toBe(
      withNone === 'is made' ? 'marked' : 'precondition_failed',
    );
    if (withNone === 'is refused') expect(await system.redis.exists(key)).toBe(0);
    await system.redis.flushall();
    const kind = withNone === 'is made' ? 'stored' : 'precondition_failed';
    expect(await put(conditionOn('gone'))).toMatchObject({ kind });
    if (withNone === 'is refused') expect(await system.redis.exists(key)).toBe(0);
  });

  test('of one version is made once, however many want it at once', async () => {
    const ifMatch = [await putVersion()];
    const outcomes = await Promise.all([1, 2, 3, 4].map((n) => put({ ifMatch }, { name: `${n}` })));
    expect(outcomes.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
  });
});
