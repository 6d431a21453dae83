import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createOutbound } from '@ticketpost/outbound';
import {
  buildSupplierOrder,
  startSupplierStandIn,
  type SupplierStandIn,
} from '@ticketpost/testkit';
import { createSupplierClient } from '../src/index.ts';
import { createTestClient, type TestClient } from './client.ts';

const orderNo = 'AAAAA20310914064000001';

let standIn: SupplierStandIn;
let client: TestClient;
beforeEach(async () => {
  standIn = await startSupplierStandIn();
  client = createTestClient(standIn);
});
afterEach(async () => {
  await client.close();
  await standIn.close();
});

test.each([
  ['compressed', true],
  ['plain', false],
])('a %s answer is read', async (_name, gzip) => {
  const other = await startSupplierStandIn({ gzip });
  other.setOrder(orderNo);
  const its = createTestClient(other);
  expect(await its.queryOrder(orderNo)).toMatchObject({
    kind: 'order',
    order: { state: 'ticketed', order: { orderNo } },
  });
  await its.close();
  await other.close();
});

test('a request carries the supplier’s headers, and the order number alone', async () => {
  await client.queryOrder(orderNo);
  expect(standIn.lastRequest).toMatchObject({
    path: '/queryOrderDetails.do',
    method: 'POST',
    headers: {
      accept: '*/*',
      'accept-encoding': 'gzip',
      'content-type': 'application/json',
      'user-agent': 'Ticketpost',
      'x-atlas-client-id': standIn.clientId,
      'x-atlas-client-secret': standIn.clientSecret,
    },
  });
  expect(standIn.lastRequest?.body).toEqual({ orderNo });
});

test.each([
  orderNo,
  'TESTL20230922153224323',
  `${orderNo}-1`,
  `${orderNo}_R.2`,
  'a',
  'x'.repeat(64),
])('the order number %j comes through as it is', async (usual) => {
  expect(await client.queryOrder(usual)).toEqual({ kind: 'not_found' });
  expect(standIn.lastRequest?.body).toEqual({ orderNo: usual });
});

test.each([
  ...['"', '\\', '\u{1F6EB}', '../etc', 'a\nb', '{"x":1}', 'x'.repeat(65), '', ' ', 'a b', 'a/b'],
  ...["1' OR '1'='1", '1--', '<script>', '${jndi:ldap://x}', 'a..b', '.env', '%00', 'Ａ1', 'a\n'],
])('the order number %j is no order of the supplier, and it is not asked', async (odd) => {
  expect(await client.queryOrder(odd)).toEqual({ kind: 'not_found', code: 'order_no_not_asked' });
  expect(standIn.lastRequest).toBeUndefined();
  expect(client.events).toEqual([
    { operation: 'query', outcome: 'order_no_not_asked', durationMs: 0, wasSent: false },
  ]);
});

test('order numbers that a firewall stops do not take the supplier for down', async () => {
  const its = createTestClient(standIn, { breaker: { failuresInARow: 2, openMs: 60_000 } });
  standIn.setOrder(orderNo);
  for (const odd of ["1' OR '1'='1", '<script>', '../../etc/passwd']) {
    standIn.script(odd, [{ status: 503, raw: '<html>' }]);
    await its.queryOrder(odd);
  }
  expect(await its.queryOrder(orderNo)).toMatchObject({ kind: 'order' });
  await its.close();
});

test('the line is kept from one request to the next', async () => {
  const its = createTestClient(standIn, { maxConcurrent: 1 });
  for (let count = 0; count < 5; count += 1) await its.queryOrder(orderNo);
  expect(standIn.connections).toBe(1);
  await its.close();
});

test.each([
  ['', '/queryOrderDetails.do'],
  ['/', '/queryOrderDetails.do'],
  ['/api/v2', '/api/v2/queryOrderDetails.do'],
  ['/api/v2/', '/api/v2/queryOrderDetails.do'],
])('the base address may end in %j', async (end, path) => {
  const its = createTestClient({ ...standIn, url: standIn.url + end });
  await its.queryOrder(orderNo);
  expect(standIn.lastRequest?.path).toBe(path);
  await its.close();
});

test('the answer to another order is unreadable', async () => {
  standIn.script(orderNo, [{ order: buildSupplierOrder({ orderNo: 'ANOTHER' }) }]);
  expect(await client.queryOrder(orderNo)).toMatchObject({ kind: 'unreadable' });
});

test.each<[string, Record<string, unknown>]>([
  ['null statuses', { orderStatus: null, ticketStatus: null }],
  ['no routing', { routing: null, airlineBookings: null, totalPrice: null, currency: null }],
  ['no contact', { contact: null }],
])('an order with %s is an order', async (_name, extra) => {
  standIn.setOrder(orderNo, { extra });
  expect(await client.queryOrder(orderNo)).toMatchObject({
    kind: 'order',
    order: { state: 'ticketed' },
  });
});

test.each<[string, Record<string, unknown>]>([
  ['no passengers', { paxTicketInfos: undefined }],
  ['null passengers', { paxTicketInfos: null }],
  ['a status nobody knows', { orderStatus: '77', ticketStatus: '1' }],
])('an order with %s is not taken for ticketed', async (_name, extra) => {
  standIn.setOrder(orderNo, { extra });
  const answer = await client.queryOrder(orderNo);
  expect(answer.kind === 'order' ? answer.order.state : answer.kind).not.toBe('ticketed');
});

test('an order is paid, then ticketed', async () => {
  standIn.script(orderNo, [{ state: 'paid' }, { state: 'ticketed' }]);
  const states = [];
  for (let count = 0; count < 3; count += 1) {
    const answer = await client.queryOrder(orderNo);
    states.push(answer.kind === 'order' ? answer.order.state : answer.kind);
  }
  expect(states).toEqual(['not_yet', 'ticketed', 'ticketed']);
});

describe('the list', () => {
  const createdFrom = new Date('2031-09-14T06:00:00.750Z');
  const createdTo = new Date('2031-09-14T07:00:00.250Z');
  const period = { createdFrom, createdTo };
  const addOrders = (count: number, minute = 30): string[] =>
    Array.from({ length: count }, (_, index) => {
      const listed = `LISTS2031091406${minute}00${String(index).padStart(3, '0')}`;
      standIn.setOrder(listed, { createdAt: new Date(`2031-09-14T06:${minute}:00Z`) });
      return listed;
    });

  test('is asked for ticketed orders of a period in UTC', async () => {
    await client.listTicketedOrders({ ...period, page: 2, pageSize: 50 });
    expect(standIn.lastRequest).toMatchObject({ path: '/orderList.do' });
    expect(standIn.lastRequest?.body).toEqual({
      createTimeRangeFrom: '2031-09-14T06:00:00Z',
      createTimeRangeTo: '2031-09-14T07:00:00Z',
      orderStatus: [2],
      page: 2,
      pageSize: 50,
    });
  });

  test('never asks for more than the supplier gives', async () => {
    addOrders(101);
    const first = await client.listTicketedOrders({ ...period, page: 1, pageSize: 500 });
    expect(standIn.lastRequest?.body).toMatchObject({ pageSize: 100 });
    expect(first).toMatchObject({ kind: 'page', hasMore: true });
    const second = await client.listTicketedOrders({ ...period, page: 2, pageSize: 500 });
    expect(second).toMatchObject({ kind: 'page', hasMore: false });
    expect(second.kind === 'page' && second.orders).toHaveLength(1);
  });

  test('gives every ticketed order of the period once', async () => {
    const expected = addOrders(5);
    standIn.setOrder('PAID', { state: 'paid', createdAt: new Date('2031-09-14T06:30:00Z') });
    standIn.setOrder('EARLY', { createdAt: new Date('2031-09-14T05:59:59Z') });
    standIn.setOrder('LATE', { createdAt: new Date('2031-09-14T07:00:01Z') });
    const seen: string[] = [];
    let page = 0;
    let hasMore = true;
    while (hasMore) {
      page += 1;
      const answer = await client.listTicketedOrders({ ...period, page, pageSize: 2 });
      if (answer.kind !== 'page') throw new Error(answer.kind);
      ({ hasMore } = answer);
      seen.push(...answer.orders.map((order) => order.orderNo));
    }
    expect(seen.toSorted()).toEqual(expected.toSorted());
  });

  test('knows when each order was created', async () => {
    addOrders(1);
    const answer = await client.listTicketedOrders({ ...period, page: 1, pageSize: 5 });
    const [order] = answer.kind === 'page' ? answer.orders : [];
    expect(order?.orderStatus).toBe(2);
    expect(new Date(order?.createdAt ?? 0)).toEqual(new Date('2031-09-14T06:30:00Z'));
  });

  test('of an empty period is an empty page', async () => {
    expect(await client.listTicketedOrders({ ...period, page: 1, pageSize: 5 })).toEqual({
      kind: 'page',
      orders: [],
      hasMore: false,
    });
    expect(client.events).toMatchObject([{ operation: 'list', outcome: 'page', wasSent: true }]);
  });
});

test('an address is registered', async () => {
  const url = 'https://agency.example.com/webhooks/atlas/secret';
  expect(await client.registerWebhookUrl(url)).toEqual({ kind: 'stored' });
  expect(standIn.registeredUrl).toBe(url);
  expect(client.events).toMatchObject([{ operation: 'register', outcome: 'stored' }]);
});

describe('credentials that no header can carry', () => {
  const secret = 'TOP-SECRET\nx';

  test.each(['clientId', 'clientSecret'])('%s is refused, without being named', (name) => {
    const create = (): unknown =>
      createSupplierClient({
        baseUrl: standIn.url,
        clientId: 'id',
        clientSecret: 'secret',
        timeoutMs: 1,
        maxConcurrent: 1,
        outbound: createOutbound({ environment: 'test', outboundPrivateHosts: [] }),
        [name]: secret,
      });
    expect(create).toThrow(name);
    expect(create).not.toThrow('TOP-SECRET');
  });
});
