import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { operatorActions } from '../../src/board/operator-actions.ts';
import { listRoutes, type ListedRoute } from '../support/list-routes.ts';
import { askRaw } from '../support/raw-request.ts';
import { asScript, codeOf, type RunningDashboard } from '../support/start-dashboard.ts';
import { startLogin, type StartedLogin } from '../support/start-login.ts';
import { basic, operator, viewer } from '../support/test-users.ts';

let login: StartedLogin;
let dashboard: RunningDashboard;
let routes: readonly ListedRoute[];

beforeAll(async () => {
  login = await startLogin();
  dashboard = await login.start();
  const board = Object.keys(operatorActions).map((action) => {
    const [method = '', path = ''] = action.split(' ');
    return { method: method.toUpperCase(), path: `/queues${path}` };
  });
  const boardReads = [
    { method: 'GET', path: '/queues/' },
    { method: 'GET', path: '/queues/api/queues' },
    { method: 'GET', path: '/queues/api/queues/:queueName/:jobId' },
  ];
  routes = [...listRoutes(dashboard.app), ...board, ...boardReads];
});
beforeEach(() => login.client.flushall());
afterAll(async () => {
  await login.clear();
  await login.stop();
});

/** All that anybody may ask for without a login. */
const open = new Set(['GET /login', 'POST /login']);

/** What viewers may not look at. Every other page is for them, too; every change is not. */
const operatorsAlone = new Set([
  'GET /orders/:orderNo/erase',
  'GET /orders/:orderNo/export',
  'GET /deliveries/:deliveryId/evidence',
  'GET /audit/export',
]);

const reads = new Set(['GET', 'HEAD']);

/** The one change that viewers make. */
const ownMatters = new Set(['POST /logout']);

const methodsOf = (method: string): string[] => (method === 'ALL' ? ['DELETE', 'PATCH'] : [method]);
const fill = (path: string): string => path.replaceAll(/:\w+/g, 'x-1');

test('there are routes to look at', () => {
  expect(routes.length).toBeGreaterThan(40);
  expect(routes).toContainEqual({ method: 'POST', path: '/orders/:orderNo/erase' });
  expect(routes).toContainEqual({ method: 'GET', path: '/audit/export' });
});

describe('without a login', () => {
  test('every route is closed, for every method', async () => {
    for (const { method, path } of routes) {
      for (const one of [...methodsOf(method), 'GET', 'HEAD', 'POST', 'PUT', 'OPTIONS']) {
        if (path === '/login' && ['GET', 'HEAD', 'POST'].includes(one)) continue;
        const { status, headers } = await askRaw(dashboard, fill(path), { method: one });
        expect([one, path, status]).toEqual([one, path, 401]);
        expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      }
    }
  });

  const tricks: [string, (path: string) => string][] = [
    ['a slash before it', (path) => `/${path}`],
    ['a slash behind it', (path) => `${path}/`],
    ['slashes within it', (path) => path.replaceAll('/', '//')],
    ['other letters', (path) => path.toUpperCase()],
    ['dots', (path) => `/.${path}`],
    ['dots as %2e', (path) => `/login/%2e%2e${path}`],
    ['dots behind the login', (path) => `/login/..${path}`],
    ['a slash as %2f', (path) => `/login%2f..${path.replaceAll('/', '%2f')}`],
    ['a backslash', (path) => `/login\\..${path}`],
    ['%00', (path) => `${path}%00`],
    ['%00 behind the login', (path) => `/login%00${path}`],
    ['a semicolon', (path) => `/login;${path}`],
    ['a percent sign alone', (path) => `${path}%`],
    ['an address in full', (path) => `http://localhost${path}`],
    ['an address of another site', (path) => `http://evil.example${path}`],
    ['a fragment', (path) => `/login#${path}`],
    ['a query', (path) => `${path}?/login`],
  ];

  test.each(tricks)('no route opens by %s', async (_what, twist) => {
    for (const { method, path } of routes) {
      const name = `${method} ${path}`;
      if (open.has(name) || path === '/login') continue;
      for (const one of methodsOf(method)) {
        const answer = await askRaw(dashboard, twist(fill(path)), {
          method: one,
          headers: { Accept: 'text/html' },
        });
        // What comes to the login itself is the login.
        const isClosed = [200, 401, 429].includes(answer.status ?? 0);
        expect([twist(path), isClosed]).toEqual([twist(path), true]);
        expect(answer.body).not.toMatch(/class="who"|__UI_CONFIG__/);
        if (one !== 'HEAD') expect(answer.body).toContain('autocomplete="current-password"');
      }
    }
  });

  test.each([
    ['X-Original-URL', '/login'],
    ['X-Rewrite-URL', '/login'],
    ['X-Forwarded-Host', 'evil.example'],
    ['X-HTTP-Method-Override', 'GET'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['Authorization', 'Basic Og=='],
    ['Authorization', 'Bearer x'],
    ['Cookie', 'ticketpost_session=x.y'],
    ['Cookie', `ticketpost_session=${'A'.repeat(22)}.${'A'.repeat(43)}`],
  ])('no route opens by the header %s: %s', async (name, value) => {
    for (const path of ['/', '/orders', '/queues/api/queues', '/audit/export']) {
      const { status } = await askRaw(dashboard, path, { headers: { [name]: value } });
      expect([path, status]).toEqual([path, 401]);
    }
  });
});

describe('a viewer', () => {
  test('is refused every change, and what is for operators alone', async () => {
    const authorization = { Authorization: basic(viewer) };
    for (const { method, path } of routes) {
      const name = `${method} ${path}`;
      const isRead = reads.has(method);
      if (method === 'ALL' || path === '/events' || open.has(name)) continue;
      const answer = await dashboard.ask(fill(path), { method, headers: authorization });
      await answer.body?.cancel();
      const isRefused = answer.status === 403;
      const expected = isRead ? operatorsAlone.has(`GET ${path}`) : !ownMatters.has(name);
      expect([name, isRefused]).toEqual([name, expected]);
      expect([name, answer.status < 500]).toEqual([name, true]);
    }
  });

  test('is refused methods that a route does not have', async () => {
    const headers = { Authorization: basic(viewer) };
    for (const { method, path } of routes) {
      if (method !== 'ALL') continue;
      for (const one of ['DELETE', 'PATCH']) {
        const { status } = await dashboard.ask(fill(path), { method: one, headers });
        expect([one, path, [403, 405].includes(status)]).toEqual([one, path, true]);
      }
    }
  });
});

describe('an operator by a session', () => {
  test('changes nothing without the token of the session, on any route', async () => {
    const cookie = await dashboard.logIn(operator);
    const other = asScript(await dashboard.logIn(operator))['X-XSRF-TOKEN'] ?? '';
    const tokens = [{}, { 'X-XSRF-TOKEN': '' }, { 'X-XSRF-TOKEN': other }];
    for (const { method, path } of routes) {
      if (reads.has(method) || method === 'ALL' || open.has(`${method} ${path}`)) continue;
      for (const token of tokens) {
        const headers = { Cookie: cookie, ...token };
        const answer = await dashboard.ask(fill(path), { method, headers });
        expect([method, path, answer.status, await codeOf(answer)]).toEqual([
          ...[method, path, 403, 'form_token_missing'],
        ]);
      }
    }
    const { status } = await dashboard.ask('/orders', { headers: { Cookie: cookie } });
    expect(status).toBe(200);
  });

  test('changes things with it, in a header or in a form', async () => {
    const cookie = await dashboard.logIn(operator);
    const path = '/dead-letters/x-1/discard';
    const script = asScript(cookie);
    const byHeader = await dashboard.ask(path, {
      method: 'POST',
      headers: { ...script, 'Content-Type': 'application/json' },
      body: '{"reason":"x"}',
    });
    const byForm = await dashboard.ask(path, {
      method: 'POST',
      headers: { Cookie: cookie },
      body: new URLSearchParams({ reason: 'x', formToken: script['X-XSRF-TOKEN'] ?? '' }),
    });
    expect([byHeader.status, byForm.status]).toEqual([404, 404]);
  });
});

test.each(['evil.example', 'evil.example:80', 'localhost', '[::1]'])(
  'no answer leads to the Host %s that somebody sends',
  async (host) => {
    for (const path of ['/login', '/', '/orders?q=x', '/nope']) {
      for (const headers of [{}, { Authorization: basic(operator) }]) {
        const answer = await askRaw(dashboard, path, {
          headers: { Host: host, Accept: 'text/html', ...headers },
        });
        expect(JSON.stringify([answer.headers, answer.body])).not.toContain(host);
      }
    }
    const { headers } = await askRaw(dashboard, '/resume', {
      headers: { Host: host, Authorization: basic(operator) },
    });
    expect(headers['location']).toBe('/');
  },
);
