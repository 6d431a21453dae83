import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createFindOrders } from '@ticketpost/ledger';
import { listSearchTerms } from '@ticketpost/schema';
import { newOrderNo } from '@ticketpost/testkit';
import { k1, k2, startCustody, withKeys } from './start-custody.ts';

let system: Awaited<ReturnType<typeof startCustody>>;

beforeAll(async () => {
  system = await startCustody();
});
afterAll(async () => {
  await system.stop();
});

/** As processes are while a rotation is rolled out: some seal with the old key still. */
const rings = [withKeys(k1, k2), withKeys(k2, k1)] as const;

test('while orders are claimed, sent, booked and told of, nothing of it is lost by a re-seal', async () => {
  const orderNos = Array.from({ length: 40 }, newOrderNo);
  const model = new Map(orderNos.map((orderNo) => [orderNo, { told: [] as string[], booked: '' }]));
  const sent = new Map<string, Awaited<ReturnType<typeof system.send>>>();
  let isOver = false;

  /** Everything that is done to an order, by processes with different keys at the same time. */
  const live = async (orderNo: string, seed: number) => {
    const keyring = () => rings[Math.floor(Math.random() * 2)] ?? rings[0];
    const expected = model.get(orderNo);
    for (let step = 0; step < 20; step += 1) {
      const ledger = system.openLedger(keyring());
      if (step === seed % 20) sent.set(orderNo, await system.send(keyring(), orderNo));
      if (step % 5 === 0) {
        const name = `name ${orderNo} ${step}`;
        await ledger.putBooking(orderNo, { body: { name } }, { event: 'booked' });
        if (expected) expected.booked = name;
      }
      const why = `why ${orderNo} ${step}`;
      await ledger.record(orderNo, { event: 'redriven', sealed: { why } });
      expected?.told.push(why);
    }
  };
  const sealers = [rings[1], rings[1]].map(async (keyring) => {
    let resealed = 0;
    while (!isOver) {
      for (const step of await system.reseal(keyring)) resealed += step.resealed['k1'] ?? 0;
    }
    return resealed;
  });
  await Promise.all(orderNos.map(live));
  isOver = true;
  const resealed = await Promise.all(sealers);
  // The test is worth something only when they got in each other's way.
  expect(Math.min(...resealed)).toBeGreaterThan(0);

  const last = await system.reseal(rings[1]);
  expect(last.map(({ left, changed }) => ({ left, changed }))).toEqual(
    last.map(() => ({ left: {}, changed: 0 })),
  );
  const after = withKeys(k2);
  const ledger = system.openLedger(after);
  const find = createFindOrders({ redis: system.redis, sealer: after });
  for (const [orderNo, { told, booked }] of model) {
    const record = await ledger.read(orderNo);
    expect(record?.timeline.flatMap(({ sealed }) => sealed?.why ?? [])).toEqual(told);
    expect(record?.timeline.some(({ isUnreadable }) => isUnreadable)).toBe(false);
    expect(record?.confirmations).toMatchObject([
      { state: 'sent', recipient: `${orderNo.toLowerCase()}@example.com` },
    ]);
    expect(await ledger.readBooking(orderNo)).toMatchObject({ body: { name: booked } });
    const taken = sent.get(orderNo);
    for (const term of [taken?.deliveryId ?? '', ...(taken ? listSearchTerms(taken.order) : [])]) {
      expect((await find(term, { limit: 100 })).orderNos).toContain(orderNo);
    }
  }
}, 60_000);
