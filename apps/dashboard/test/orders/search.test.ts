import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildOrder } from '../support/fill-orders.ts';
import { startOrders, type StartedOrders } from '../support/start-orders.ts';

let started: StartedOrders;
let deliveryId: string;

beforeAll(async () => {
  started = await startOrders();
  const { orders } = started;
  ({ deliveryId } = await orders.addSent(buildOrder('KALMT1', '781-2400000001')));
  await orders.addWithoutRecipient(buildOrder('KALMT2', '781-2400000002'));
});
afterAll(() => started.stop());

describe('one hit leads to the order', () => {
  test.each([
    ['its number', 'KALMT1'],
    ['its number with spaces around', '  KALMT1 '],
    ['a ticket number', '781-2400000001'],
    ['a ticket number without a dash', '7812400000001'],
    ['a ticket number with a space', '781 2400000001'],
    ['a delivery', 'the delivery'],
  ])('by %s', async (_what, query) => {
    const wanted = query === 'the delivery' ? deliveryId : query;
    const response = await started.askPage(`/orders?q=${encodeURIComponent(wanted)}`);
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/orders/KALMT1']);
  });
});

test('several hits are a list, in words', async () => {
  const text = await started.see('/orders?q=k8q2zp');
  expect(text).toContain('Orders for k8q2zp');
  expect(text).toMatch(/KALMT1 Sent \d+ \w+ \d{4}, [\d:]+ UTC/);
  expect(text).toMatch(/KALMT2 No address \d+ \w+ \d{4}, [\d:]+ UTC/);
});

test('programs get the hits as they are, one hit too', async () => {
  expect(await started.readJson('/orders?q=KALMT2')).toEqual({
    orders: [{ orderNo: 'KALMT2', state: 'no_recipient', at: expect.any(String) }],
  });
  expect(await started.readJson('/orders')).toEqual({ orders: [] });
});

test('without a query the page tells what can be looked for', async () => {
  const page = await (await started.askPage('/orders')).text();
  expect(page).toContain('action="/orders"');
  expect(page.match(/name="q"/g)).toHaveLength(1);
  expect(page).toContain('Ticket number');
});

describe('a query that finds nothing says so', () => {
  test.each([
    ['HTML', '<script>alert(1)</script>'],
    ['slashes', '../../etc'],
    ['NUL', 'a\0b'],
    ['10 KB', 'x'.repeat(10_240)],
    ['half a character', '\uD83D'.repeat(3)],
    ['a pattern of Redis', '*'],
    ['a percent sign', '100%'],
  ])('with %s', async (_what, query) => {
    const response = await started.askPage(
      `/orders?${new URLSearchParams({ q: query }).toString()}`,
    );
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Nothing found for');
    expect(page).not.toContain('<script>alert');
    expect(page.length).toBeLessThan(40_000);
  });

  test('and that twice is none at all', async () => {
    expect(await started.readJson('/orders?q=KALMT1&q=KALMT2')).toEqual({ orders: [] });
  });

  test('on a page behind the last', async () => {
    const response = await started.askPage('/orders?q=K8Q2ZP&after=nothing-of-ours');
    expect(response.status).toBe(200);
  });
});

test('thousands of orders come in pages, each order once', async () => {
  const { orders } = started;
  const orderNos = Array.from({ length: 130 }, (_, n) => `MANY-${String(n).padStart(4, '0')}`);
  for (const [n, orderNo] of orderNos.entries()) {
    const order = buildOrder(orderNo, `999-${String(n).padStart(10, '0')}`);
    order.passengers.forEach((passenger) => (passenger.airlinePnrs = ['MANY22']));
    await orders.addWithoutRecipient(order);
  }
  const found: string[] = [];
  let path: string | undefined = '/orders?q=MANY22';
  let pages = 0;
  while (path !== undefined && pages < 10) {
    const page: string = await (await started.askPage(path)).text();
    found.push(
      ...[...page.matchAll(/href="\/orders\/(MANY-\d+)"/g)].map((match) => match[1] ?? ''),
    );
    path = /href="([^"]+)">More orders/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    pages += 1;
  }
  expect(pages).toBe(3);
  expect(found.toSorted()).toEqual(orderNos);
  const first = await started.readJson('/orders?q=MANY22');
  expect(first['orders']).toHaveLength(50);
  expect(first['next']).toEqual(expect.any(String));
});

test('other methods are refused', async () => {
  const response = await started.ask('/orders', { method: 'DELETE' });
  expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
});
