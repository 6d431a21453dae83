import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createFindOrders, createLedger } from '@ticketpost/ledger';
import { mirrorSealer } from '../mirror-sealer.ts';
import { orderNo, otherTicketSetId, received, startLedger, ticketSetId } from '../start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;
const at = Date.parse('2026-01-31T23:59:59.000Z');

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const find = (term: string, { now = at, after }: { now?: number; after?: string } = {}) =>
  createFindOrders({ redis: system.redis, sealer: mirrorSealer, now: () => now })(term, {
    after,
    limit: 100,
  });

async function claim(terms: string[], { order = orderNo, now = at, ticketSet = ticketSetId } = {}) {
  const ledger = createLedger({ redis: system.redis, sealer: mirrorSealer, now: () => now });
  const deliveryId = `d-${order}`;
  const entry = { ...received, deliveryId };
  return await ledger.claim({ orderNo: order, ticketSetId: ticketSet, deliveryId, entry, terms });
}

describe('an order is found', () => {
  test.each([
    ['its booking reference', 'QWERTY'],
    ['its booking reference in small letters', ' qwerty '],
    ['a ticket number with a dash', '176-2400000001'],
    ['a ticket number with spaces', '176 2400 000001'],
    ['the id of its delivery', `d-${orderNo}`],
  ])('by %s', async (_by, term) => {
    await claim(['QWERTY', '1762400000001']);
    expect(await find(term)).toEqual({ orderNos: [orderNo] });
  });

  test('by the id of a delivery that only repeated another', async () => {
    await system.sendFor('first');
    await system.claimFor('second');
    expect(await find('second', { now: Date.parse('2026-01-02T00:00:00Z') })).toEqual({
      orderNos: [orderNo],
    });
  });

  test('by the id of a delivery that was only recorded', async () => {
    await system.ledger.record(orderNo, { ...received, deliveryId: 'only-recorded' });
    expect(await find('only-recorded')).toEqual({ orderNos: [orderNo] });
  });

  test('in a later month, and no longer than it is remembered', async () => {
    await claim(['QWERTY']);
    const inAYear = Date.parse('2027-02-15T00:00:00.000Z');
    expect((await find('QWERTY', { now: inAYear })).orderNos).toEqual([orderNo]);
    const ttls = await Promise.all(
      (await system.redis.keys('ticketpost:found-by:*')).map((key) =>
        system.redis.pexpiretime(key),
      ),
    );
    expect(ttls.length).toBeGreaterThan(0);
    expect(new Set(ttls)).toEqual(new Set([Date.parse('2027-03-08T00:00:00.000Z')]));
  });

  test('once, though it came up in two months', async () => {
    await claim(['QWERTY']);
    await claim(['QWERTY'], { now: at + 1000, ticketSet: otherTicketSetId });
    expect(await find('QWERTY', { now: at + 1000 })).toEqual({ orderNos: [orderNo] });
  });
});

describe('no order is found', () => {
  test.each([['QWERT'], ['QWERTYU'], [''], ['*'], ['\0'], ['Q'.repeat(10_000)]])(
    'by %j',
    async (term) => {
      await claim(['QWERTY']);
      expect(await find(term)).toEqual({ orderNos: [] });
    },
  );
});

test('no term stands in Redis in clear', async () => {
  await claim(['QWERTY', '1762400000001']);
  const keys = (await system.redis.keys('ticketpost:found-by:*')).sort();
  const members = await Promise.all(keys.map((key) => system.redis.zrange(key, '0', '-1')));
  expect(keys).toHaveLength(3);
  expect(`${keys.join()} ${members.join()}`).not.toMatch(/QWERTY|1762400000001/i);
});

describe('5,000 orders with one booking reference', () => {
  const orderNos = Array.from({ length: 5000 }, (_, n) => `ORDER${String(n).padStart(5, '0')}`);

  beforeEach(async () => {
    const ledger = createLedger({ redis: system.redis, sealer: mirrorSealer, now: () => at });
    for (const [n, order] of orderNos.entries()) {
      const deliveryId = `d${n}`;
      const entry = { ...received, deliveryId };
      const terms = ['QWERTY'];
      const claiming = ledger.claim({ orderNo: order, ticketSetId, deliveryId, entry, terms });
      if (n % 500 === 499) await claiming;
    }
    await system.redis.ping();
  });

  test('come page by page, each once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await find('QWERTY', after === undefined ? {} : { after });
      seen.push(...page.orderNos);
      after = page.next;
      pages += 1;
    } while (after !== undefined && pages < 100);
    expect(pages).toBe(50);
    expect(seen).toEqual(orderNos);
  });
});

test('a cursor that is none of ours leads to the first page', async () => {
  await claim(['QWERTY']);
  for (const after of ['x', '', Buffer.from('{}').toString('base64url'), 'é'.repeat(500)]) {
    expect((await find('QWERTY', { after })).orderNos).toEqual([orderNo]);
  }
});
