import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fillInFormToken, readFormToken } from '../../src/forms/form-token-field.ts';
import { readEvents } from '../support/event-reader.ts';
import { buildOrder } from '../support/fill-orders.ts';
import { fillSystem, type FilledSystem } from '../support/fill-system.ts';
import { asScript, hiddenFieldsOf } from '../support/start-dashboard.ts';
import { operator, startOrders, type StartedOrders } from '../support/start-orders.ts';
import { until } from '../support/until.ts';

let started: StartedOrders;
let system: FilledSystem;
let cookie: string;
let token: string;

beforeAll(async () => {
  started = await startOrders();
  system = fillSystem(started.redis.url);
  await started.orders.addSent(buildOrder('A/1'));
  await system.makeDeadLetters(['one'], 'odd: x');
  await system.keep('kept', '{"type":"order.changed","data":{"orderNo":"ORDER-1"}}');
  await system.redis.hset('ticketpost:bulk:x', {
    ...{ kind: 'redrive', reason: 'odd', by: 'otto', beganAt: new Date().toISOString() },
    ...{ status: 'running', outcomes: '{}', total: '5' },
  });
  await system.redis.set('ticketpost:bulk:running:release', 'x', 'PX', 60_000);
  cookie = await started.dashboard.logIn(operator);
  token = asScript(cookie)['X-XSRF-TOKEN'] ?? '';
});
afterAll(async () => {
  await system.stop();
  await started.stop();
});

const ask = (path: string, init: RequestInit = {}) =>
  started.dashboard.ask(path, {
    ...init,
    headers: { Cookie: cookie, Accept: 'text/html', ...(init.headers as object) },
  });

describe('every form of a page that changes something has the token', () => {
  test.each([
    '/',
    '/orders/A%2F1',
    '/orders/A%2F1/erase',
    '/dead-letters/one',
    '/dead-letters/redrive?reason=odd',
    '/quarantine/kept',
    '/bulk/x',
    '/logout',
    '/nope',
  ])('%s', async (path) => {
    await until(async () => (await ask('/dead-letters?reason=odd')).status === 200);
    const page = await (await ask(path)).text();
    const forms = page.match(/<form[^>]*method="post"[^]*?<\/form>/g) ?? [];
    expect(forms.length).toBeGreaterThan(0);
    for (const form of forms) expect(hiddenFieldsOf(form)['formToken']).toBe(token);
  });
});

test('a search carries no token into an address', async () => {
  const page = await (await ask('/orders')).text();
  for (const form of page.match(/<form[^>]*method="get"[^]*?<\/form>/g) ?? []) {
    expect(form).not.toContain('formToken');
  }
});

test('parts of a page that are sent later have it, each session its own', async () => {
  const other = await started.dashboard.logIn(operator);
  const readers = await Promise.all(
    [cookie, other].map((one) => readEvents(started.dashboard, '/events?bulk=x', { Cookie: one })),
  );
  await until(() => readers.every(({ events }) => events.length > 0));
  const tokens = readers.map(
    ({ events }) => hiddenFieldsOf(events[0]?.data.parts?.['actions'] ?? '')['formToken'],
  );
  expect(tokens).toEqual([token, asScript(other)['X-XSRF-TOKEN']]);
  await Promise.all(readers.map((reader) => reader.end()));
});

test('a form of an earlier login comes back filled in, and is not carried out', async () => {
  const before = await started.orders.ledger.read('A/1');
  const send = (fields: Record<string, string>) =>
    ask('/orders/A%2F1/resend', { method: 'POST', body: new URLSearchParams(fields) });
  const late = await send({ reason: 'she <wrote>', formToken: 'A'.repeat(43) });
  const page = await late.text();
  expect(late.status).toBe(403);
  expect(page).toContain('This form was made before you logged in, so nothing was done.');
  expect(page).toContain('she &lt;wrote&gt;</textarea');
  expect(page).not.toContain('A'.repeat(43));
  expect((await started.orders.ledger.read('A/1'))?.timeline).toEqual(before?.timeline);
  const main = page.slice(page.indexOf('<main'));
  const again = await send({ reason: 'she <wrote>', ...hiddenFieldsOf(main) });
  expect(again.status).toBe(303);
});

test('the token is no secret of the session, and of no use to another', () => {
  expect(cookie.split(';')[0]).not.toContain(token);
});

test.each([
  ['<form method="post" action="/x">', true],
  ['<form\n  class="a"\n  method="post"\n  action="/x"\n>', true],
  ['<form method="get" action="/x">', false],
  ['<p>&lt;form method="post"&gt;</p>', false],
])('%j gets a token: %s', (page, isFilled) => {
  expect(fillInFormToken(page, 't') !== page).toBe(isFilled);
});

test.each([
  [{ formToken: 'abc-_1' }, 'abc-_1'],
  [{ formToken: '"><script>' }, ''],
  [{ formToken: ['a', 'b'] }, ''],
  [{ formToken: 'x'.repeat(65) }, ''],
  ['formToken=a', ''],
  [undefined, ''],
])('of %j the token is %j', (body, expected) => {
  expect(readFormToken(body)).toBe(expected);
});
