import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { fillQueues, type FilledQueues } from '../support/fill-queues.ts';
import { codeOf, startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { basic, makeUsers, operator } from '../support/test-users.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let queues: FilledQueues;
let dashboard: RunningDashboard;
let asset: string;

beforeAll(async () => {
  redis = await startTestRedis();
  queues = await fillQueues(redis.url);
  await queues.addFailed('failed-1');
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
  const page = await dashboard.ask('/queues/', { headers: { Authorization: basic(operator) } });
  asset = `/queues/${/static\/js\/main[^"]+/.exec(await page.text())?.[0] ?? ''}`;
});

afterAll(async () => {
  await dashboard.stop();
  await queues.stop();
  await redis.stop();
});

const paths = [
  '/',
  '/queues',
  '/queues/',
  '/queues/queue/events/failed-1',
  'the asset',
  '/queues/static/locales/en-US/messages.json',
  '/queues/api/queues',
  '/queues/api/queues/events/failed-1',
  '/queues/api/redis/stats',
  '/orders?q=x',
  '/orders/x',
  '/orders/x/erase',
  '/orders/x/redrive',
  '/orders/x/mail/y/body.html',
  '/resume',
  '/logout',
  '/nope',
  '/login/x',
  '/%E0%A4%A',
];

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

describe.each(paths)('without a login %s', (path) => {
  const pathOf = () => (path === 'the asset' ? asset : path);

  test('answers programs 401 and no more, whatever the method', async () => {
    for (const method of methods) {
      const response = await dashboard.ask(pathOf(), { method });
      expect([method, response.status]).toEqual([method, 401]);
      expect(response.headers.get('WWW-Authenticate')).toBe(
        'Basic realm="Ticketpost", charset="UTF-8"',
      );
      expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
      if (method !== 'HEAD') {
        const body = (await response.json()) as object;
        expect(body).toMatchObject({ type: 'about:blank', status: 401, code: 'unauthenticated' });
        expect(Object.keys(body).filter((key) => key !== 'error')).toHaveLength(4);
      }
    }
  });

  test('answers people with the login page, and no window of the browser', async () => {
    const response = await dashboard.ask(pathOf(), {
      headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    });
    expect(response.status).toBe(401);
    expect(response.headers.has('WWW-Authenticate')).toBe(false);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const page = await response.text();
    expect(page).toContain('autocomplete="current-password"');
    expect(page).not.toContain('__UI_CONFIG__');
  });
});

test("the board's static files are there for those who are logged in", async () => {
  const response = await dashboard.ask(asset, { headers: { Authorization: basic(operator) } });
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toMatch(/javascript/);
});

test("the board's own polling gets no challenge, or the browser would ask over the page", async () => {
  const response = await dashboard.ask('/queues/api/queues', {
    headers: { Accept: 'application/json', 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(response.status).toBe(401);
  expect(response.headers.has('WWW-Authenticate')).toBe(false);
});

test('methods that a login path does not have are not told to strangers', async () => {
  const stranger = await dashboard.ask('/login', { method: 'DELETE' });
  expect(stranger.status).toBe(401);
  const known = await dashboard.ask('/login', {
    method: 'DELETE',
    headers: { Authorization: basic(operator) },
  });
  expect([known.status, known.headers.get('Allow')]).toEqual([405, 'GET, HEAD, POST']);
  expect(await codeOf(known)).toBe('method_not_allowed');
});
