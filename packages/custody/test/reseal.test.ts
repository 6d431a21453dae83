import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { newOrderNo } from '@ticketpost/testkit';
import { orderKey } from '@ticketpost/ledger';
import { createPace, listKinds, takeCensus } from '@ticketpost/custody';
import { atOnce, k0, k1, k2, startCustody, withKeys } from './start-custody.ts';
import { findSealedTexts } from './find-sealed-texts.ts';

let system: Awaited<ReturnType<typeof startCustody>>;

beforeAll(async () => {
  system = await startCustody();
});
afterEach(async () => {
  await system.redis.flushall();
});
afterAll(async () => {
  await system.stop();
});

const kinds = [
  'quarantine_jobs',
  'event_jobs',
  'orders',
  'audit_log',
  'notification_outbox',
  'supplier_accounts',
  'ticket_set_key',
];
const census = () =>
  takeCensus({ kinds: listKinds({ redis: system.redis, keyring: withKeys(k2) }), pace: atOnce });

describe('a re-seal', () => {
  test('moves everything under the new key: without the old one all reads as before', async () => {
    const filling = await system.fill(withKeys(k1));
    const before = await system.readAll(withKeys(k1), filling);
    expect(before.found.every(({ orderNos }) => orderNos.length > 0)).toBe(true);

    const steps = await system.reseal(withKeys(k2, k1));
    expect(steps.map(({ kind }) => kind)).toEqual(kinds);
    for (const { left, resealed, changed } of steps) {
      expect({ left, changed }).toEqual({ left: {}, changed: 0 });
      expect(resealed).toEqual({ k1: expect.any(Number) });
    }
    expect(await system.readAll(withKeys(k2), filling)).toEqual(before);
    for (const counts of Object.values((await census()).values)) {
      expect(Object.keys(counts)).toEqual(['k2']);
    }
  });

  test('leaves time to live and the rest of a job or order as they were', async () => {
    const { orderNos, deliveries } = await system.fill(withKeys(k1));
    const key = orderKey(orderNos.held);
    await system.redis.pexpire(key, 1_000_000);
    const job = `{ticketpost}:events:${deliveries.held.deliveryId}`;
    const rest = { ...(await system.redis.hgetall(job)), data: '' };
    await system.reseal(withKeys(k2, k1));
    expect(await system.redis.pttl(key)).toBeLessThanOrEqual(1_000_000);
    expect({ ...(await system.redis.hgetall(job)), data: '' }).toEqual(rest);
  });

  test('that is dry changes nothing and tells what a wet one does', async () => {
    await system.fill(withKeys(k1));
    const before = await system.snapshot();
    const dry = await system.reseal(withKeys(k2, k1), { isDryRun: true });
    expect(await system.snapshot()).toEqual(before);
    expect(dry.every(({ resealed }) => (resealed['k1'] ?? 0) > 0)).toBe(true);
    const wet = await system.reseal(withKeys(k2, k1));
    // What a job and its order are found by is moved with the job, and counted with both while dry.
    const withoutTerms = (steps: typeof wet) => steps.map((step) => ({ ...step, terms: 0 }));
    expect(withoutTerms(wet)).toEqual(withoutTerms(dry));
  });

  test('begun anew passes over what is done, as after it was broken off', async () => {
    const filling = await system.fill(withKeys(k1));
    const before = await system.readAll(withKeys(k1), filling);
    await system.reseal(withKeys(k2, k1));
    const snapshot = await system.snapshot();
    const again = await system.reseal(withKeys(k2, k1));
    for (const { resealed, terms, current } of again) {
      expect({ resealed, terms }).toEqual({ resealed: {}, terms: 0 });
      expect(current).toBeGreaterThan(0);
    }
    expect(await system.snapshot()).toEqual(snapshot);
    expect(await system.readAll(withKeys(k2), filling)).toEqual(before);
  });

  test('by two people at once leaves all as one would', async () => {
    const filling = await system.fill(withKeys(k1));
    for (let n = 0; n < 60; n += 1) await system.send(withKeys(k1), newOrderNo());
    const before = await system.readAll(withKeys(k1), filling);
    await Promise.all([system.reseal(withKeys(k2, k1)), system.reseal(withKeys(k2, k1))]);
    expect(await system.readAll(withKeys(k2), filling)).toEqual(before);
    expect(Object.keys((await census()).values['orders'] ?? {})).toEqual(['k2']);
  });

  test('passes over what no key opens, names the key, and goes on', async () => {
    const lost = await system.fill(withKeys(k0));
    await system.redis.del('ticketpost:{notifications}:outbox');
    const asItWas = await system.redis.hgetallBuffer(orderKey(lost.orderNos.sent));
    await system.fill(withKeys(k1));
    const steps = await system.reseal(withKeys(k2, k1));
    expect(steps.find(({ kind }) => kind === 'orders')).toMatchObject({
      left: { k0: expect.any(Number) },
      resealed: { k1: expect.any(Number) },
    });
    expect(await system.redis.hgetallBuffer(orderKey(lost.orderNos.sent))).toEqual(asItWas);
    // With the key back, the same command does the rest.
    const rest = await system.reseal(withKeys(k2, k0));
    expect(rest.map(({ left }) => left)).toEqual(kinds.map(() => ({})));
  });

  test('lets one broken order be, and goes on with the others', async () => {
    await system.redis.hset(orderKey('BROKEN'), { 'entry:1': '{', folded: 'x' });
    const orderNo = newOrderNo();
    await system.send(withKeys(k1), orderNo);
    await system.reseal(withKeys(k2, k1));
    expect((await system.openLedger(withKeys(k2)).read(orderNo))?.confirmations).toMatchObject([
      { recipient: `${orderNo.toLowerCase()}@example.com` },
    ]);
  });

  test('of an order that is erased meanwhile brings back nothing it was found by', async () => {
    const orderNo = newOrderNo();
    await system.send(withKeys(k1), orderNo);
    // Marked, and not cleared yet: as between the two steps of an erasure.
    await system.redis.hset(orderKey(orderNo), 'erased', 1);
    await system.reseal(withKeys(k2, k1));
    const members = (
      await Promise.all(
        (await system.redis.keys('ticketpost:found-by:*')).map((key) =>
          system.redis.zrange(key, '0', '-1'),
        ),
      )
    ).flat();
    expect(members).toEqual([]);
  });
});

describe('the inventory', () => {
  test('names every place: whatever in Redis looks sealed is counted', async () => {
    await system.fill(withKeys(k1));
    const values = Object.values((await census()).values);
    const counted = values.reduce((sum, counts) => sum + (counts['k1'] ?? 0), 0);
    const visible = await findSealedTexts(system.redis, 'k1');
    // Two of a folded order cannot be seen from outside: its receipt and the rest.
    expect(visible).toHaveLength(counted - 2);
  });
});

test('a pace rests for as long as it says', async () => {
  const pace = createPace({ busyShare: 0.5, signal: AbortSignal.abort() });
  await expect(pace.rest()).rejects.toThrow();
});
