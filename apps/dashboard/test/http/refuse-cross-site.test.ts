import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
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
function logInWith(headers: Record<string, string>, method = 'POST'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${dashboard.url}/login`, {
      method,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.end(method === 'POST' ? new URLSearchParams(operator).toString() : undefined);
  });
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
  expect(await logInWith({ Host: ours, 'Sec-Fetch-Site': 'cross-site' }, 'GET')).toBe(200);
});
