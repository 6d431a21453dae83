import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import {
  hiddenFieldsOf,
  startDashboard,
  type RunningDashboard,
} from '../support/start-dashboard.ts';
import { makeUsers, operator } from '../support/test-users.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let dashboard: RunningDashboard;

beforeAll(async () => {
  redis = await startTestRedis();
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
});

afterAll(async () => {
  await dashboard.stop();
  await redis.stop();
});

/** Not `fetch`, which adds headers of its own. */
function send(
  headers: Record<string, string>,
  { method = 'POST', fields = {} }: { method?: string; fields?: Record<string, string> },
): Promise<{ status: number | undefined; cookie: string; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${dashboard.url}/login`, {
      method,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Accept: 'text/html',
        ...headers,
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const [cookie = ''] = response.headers['set-cookie'] ?? [];
      text(response).then((body) => {
        resolve({ status: response.statusCode, cookie: cookie.split(';')[0] ?? '', body });
      }, reject);
    });
    outgoing.end(method === 'POST' ? new URLSearchParams(fields).toString() : undefined);
  });
}

/** Sends the form of the login page, as a browser does. */
async function logInWith(headers: Record<string, string>): Promise<number | undefined> {
  const page = await send({}, { method: 'GET' });
  const fields = { ...hiddenFieldsOf(page.body), ...operator };
  return (await send({ Cookie: page.cookie, ...headers }, { fields })).status;
}

const ours = 'dashboard.example:3001';

test.each([
  ['of no browser', {}, 303],
  ['of our page', { 'Sec-Fetch-Site': 'same-origin', Origin: `http://${ours}` }, 303],
  ['of our page behind TLS', { Origin: `https://${ours}` }, 303],
  ['typed by hand', { 'Sec-Fetch-Site': 'none' }, 303],
  ['of another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['of a sister site', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['of another origin', { Origin: 'http://evil.example' }, 403],
  ['of another port', { Origin: 'http://dashboard.example:3002' }, 403],
  ['of a hidden origin', { Origin: 'null' }, 403],
  ['of an origin that cannot be read', { Origin: 'http://' }, 403],
])('a POST %s', async (_what, headers, status) => {
  expect(await logInWith({ Host: ours, ...headers })).toBe(status);
});

test('a link from another site leads here', async () => {
  const headers = { Host: ours, 'Sec-Fetch-Site': 'cross-site' };
  expect((await send(headers, { method: 'GET' })).status).toBe(200);
});

describe('the login form of a browser', () => {
  const origin = { Origin: `http://${ours}`, Host: ours };
  const open = () => send({}, { method: 'GET' });

  test.each([
    ['no token', () => Promise.resolve({})],
    ['an empty token', () => Promise.resolve({ formToken: '' })],
    ['a token of its own making', () => Promise.resolve({ formToken: 'A'.repeat(43) })],
    ["another browser's token", async () => hiddenFieldsOf((await open()).body)],
  ])('logs nobody in with %s', async (_what, fieldsOf) => {
    const { cookie } = await open();
    const fields = { ...(await fieldsOf()), ...operator };
    const answer = await send({ ...origin, Cookie: cookie }, { fields });
    expect([answer.status, answer.cookie]).toEqual([403, '']);
    expect(answer.body).toContain('This page was too old, so nobody was logged in.');
    expect(answer.body).not.toContain(operator.password);
  });

  test('logs nobody in with a token whose cookie did not come', async () => {
    const { body } = await open();
    const answer = await send(origin, { fields: { ...hiddenFieldsOf(body), ...operator } });
    expect(answer.status).toBe(403);
  });

  test('can be sent again from the page that says that it was too old', async () => {
    const old = await send(origin, { fields: { ...operator, next: '/orders?q=x' } });
    const fields = { ...hiddenFieldsOf(old.body), ...operator };
    expect(fields).toMatchObject({ next: '/orders?q=x' });
    expect((await send({ ...origin, Cookie: old.cookie }, { fields })).status).toBe(303);
  });
});
