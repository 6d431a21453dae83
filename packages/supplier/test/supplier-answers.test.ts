import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  startSupplierStandIn,
  type SupplierMisbehaviour,
  type SupplierStandIn,
} from '@ticketpost/testkit';
import { createTestClient, type TestClient } from './client.ts';

const orderNo = 'AAAAA20310914064000001';

let standIn: SupplierStandIn;
let client: TestClient;
beforeEach(async () => {
  standIn = await startSupplierStandIn();
  standIn.setOrder(orderNo);
});
afterEach(async () => {
  await client.close();
  await standIn.close();
});

const unavailable = (code: string): object => ({
  kind: 'unavailable',
  code,
  retryAfterMs: expect.any(Number),
});
const refused = (code: string): object => ({ kind: 'refused', code });

/** What the supplier does, what the client makes of it, and whether the supplier counts as down. */
const rows: [string, SupplierMisbehaviour, object, 'down' | 'up'][] = [
  ['status 800', { status: 800 }, { kind: 'not_found' }, 'up'],
  ['status 703', { status: 703 }, { kind: 'not_found' }, 'up'],
  ['status 705', { status: 705 }, unavailable('supplier_timeout'), 'down'],
  ['status 701', { status: 701 }, refused('request_refused'), 'up'],
  ['status 702', { status: 702 }, refused('request_refused'), 'up'],
  ['status 704', { status: 704 }, refused('request_refused'), 'up'],
  ['status 900', { status: 900 }, refused('authentication'), 'up'],
  ['status 9999', { status: 9999 }, unavailable('supplier_error'), 'down'],
  ['a status nobody knows', { status: 4711 }, refused('unknown_status'), 'up'],
  ['HTTP 401', { fail: { httpStatus: 401 } }, refused('authentication'), 'up'],
  ['HTTP 403', { fail: { httpStatus: 403 } }, refused('authentication'), 'up'],
  ['HTTP 404', { fail: { httpStatus: 404 } }, refused('http_4xx'), 'up'],
  ['HTTP 500', { fail: { httpStatus: 500 } }, unavailable('http_5xx'), 'down'],
  [
    'HTTP 502 with a page',
    { fail: { httpStatus: 502, body: '<html>', contentType: 'text/html' } },
    unavailable('http_5xx'),
    'down',
  ],
  ['a page of HTML', { raw: '<html>Maintenance</html>' }, unavailable('not_json'), 'down'],
  ['an empty body', { raw: '' }, unavailable('not_json'), 'down'],
  [
    'HTTP 202 with a text',
    { fail: { httpStatus: 202, body: 'Wait' } },
    unavailable('not_json'),
    'down',
  ],
  ['10 MB that shrink', { raw: ' '.repeat(10_000_000) }, unavailable('body_too_large'), 'down'],
  ['a dropped line', { dropConnection: true }, unavailable('unreachable'), 'down'],
  ['a line dropped in the body', { dropConnection: 'inside' }, unavailable('unreachable'), 'down'],
  ['a JSON string', { raw: '"order"' }, { kind: 'unreadable' }, 'up'],
  ['null', { raw: 'null' }, { kind: 'unreadable' }, 'up'],
  ['an empty list', { raw: '[]' }, { kind: 'unreadable' }, 'up'],
  ['an empty object', { raw: '{}' }, { kind: 'unreadable' }, 'up'],
  ['status 0 and no more', { raw: '{"status":0}' }, { kind: 'unreadable' }, 'up'],
];

describe('an order query answered with', () => {
  test.each(rows)('%s', async (_name, how, outcome, state) => {
    client = createTestClient(standIn, { breaker: { failuresInARow: 1, openMs: 60_000 } });
    standIn.misbehave(how);
    const answer = await client.queryOrder(orderNo);
    expect(answer).toMatchObject(outcome);
    standIn.misbehave();
    expect(await client.queryOrder(orderNo)).toMatchObject(
      state === 'down' ? unavailable('circuit_open') : { kind: 'order' },
    );
    const name = 'code' in answer ? answer.code : answer.kind;
    expect(client.events).toMatchObject([
      { operation: 'query', outcome: name, wasSent: true },
      { operation: 'query', outcome: state === 'down' ? 'circuit_open' : 'order' },
    ]);
    expect(client.events[1]?.wasSent).toBe(state === 'up');
  });
});

describe('where no order is asked for, "not found" is a refusal:', () => {
  beforeEach(() => {
    client = createTestClient(standIn);
    standIn.misbehave({ status: 800 });
  });

  test('list', async () => {
    const period = { createdFrom: new Date(0), createdTo: new Date(1000), page: 1, pageSize: 5 };
    expect(await client.listTicketedOrders(period)).toEqual(refused('request_refused'));
  });

  test('registration', async () => {
    const answer = await client.registerWebhookUrl('https://agency.example.com/hooks');
    expect(answer).toEqual(refused('request_refused'));
  });
});

test('the wrong secret is refused', async () => {
  client = createTestClient({ ...standIn, clientSecret: 'another' });
  expect(await client.queryOrder(orderNo)).toEqual(refused('authentication'));
});

test('an order nobody knows is not found', async () => {
  client = createTestClient(standIn);
  expect(await client.queryOrder('UNKNOWN')).toEqual({ kind: 'not_found' });
});

test('a path that is no API is refused', async () => {
  client = createTestClient({ ...standIn, url: `${standIn.url}/elsewhere` });
  expect(await client.queryOrder(orderNo)).toEqual(refused('http_4xx'));
  expect(standIn.lastRequest?.path).toBe('/elsewhere/queryOrderDetails.do');
});

test('a supplier that is gone is unreachable', async () => {
  client = createTestClient(standIn);
  await standIn.close();
  expect(await client.queryOrder(orderNo)).toMatchObject(unavailable('unreachable'));
  standIn = await startSupplierStandIn({ port: standIn.port });
  standIn.setOrder(orderNo);
  expect(await client.queryOrder(orderNo)).toMatchObject({ kind: 'order' });
});

test('a server without TLS where there should be one', async () => {
  client = createTestClient({ ...standIn, url: standIn.url.replace('http:', 'https:') });
  expect(await client.queryOrder(orderNo)).toMatchObject(unavailable('tls_failed'));
});

test('a redirect is not followed', async () => {
  const other = await startSupplierStandIn();
  client = createTestClient(standIn);
  standIn.misbehave({ fail: { httpStatus: 307, location: `${other.url}/queryOrderDetails.do` } });
  expect(await client.queryOrder(orderNo)).toEqual(refused('redirected'));
  expect(other.connections).toBe(0);
  await other.close();
});
