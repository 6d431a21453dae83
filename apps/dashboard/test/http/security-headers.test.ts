import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildOrder } from '../support/fill-orders.ts';
import { startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { operator, startOrders, viewer, type StartedOrders } from '../support/start-orders.ts';
import { basic } from '../support/test-users.ts';

let started: StartedOrders;
let mailPath: string;
let asset: string;

beforeAll(async () => {
  started = await startOrders();
  const order = buildOrder('A/1');
  const { ticketSetId } = await started.orders.addSent(order, { mailed: { order } });
  mailPath = `/orders/A%2F1/mail/${ticketSetId}`;
  const board = await (await started.askPage('/queues/')).text();
  asset = `/queues/${/static\/js\/main[^"]+/.exec(board)?.[0] ?? ''}`;
});
afterAll(() => started.stop());

const page = { Accept: 'text/html' };
const known = { ...page, Authorization: basic(operator) };

const answers: [string, number, () => Promise<Response>][] = [
  ['the login', 200, () => ask('/login', page)],
  ['a page without a login', 401, () => ask('/orders', page)],
  ['JSON without a login', 401, () => ask('/orders')],
  ['a wrong password', 401, () => submit({ name: 'x', password: 'x' })],
  ['a login', 303, () => submit(viewer)],
  ['a login that is too long', 413, () => submit({ name: 'x', password: 'x'.repeat(40_000) })],
  ['a form of another site', 403, () => submit(viewer, { Origin: 'http://evil.example' })],
  ['the overview', 200, () => ask('/', known)],
  ['the search', 200, () => ask('/orders', known)],
  ['an order', 200, () => ask('/orders/A%2F1', known)],
  ['an order as JSON', 200, () => ask('/orders/A%2F1', { Authorization: basic(viewer) })],
  ['an unknown order', 404, () => ask('/orders/B', known)],
  ['a mail', 200, () => ask(mailPath, known)],
  ['dead letters', 200, () => ask('/dead-letters', known)],
  ['the quarantine', 200, () => ask('/quarantine', known)],
  ['what waits', 200, () => ask('/waiting/owed', known)],
  ['the audit log', 200, () => ask('/audit', known)],
  ['a file of it', 200, () => ask('/audit/export', known)],
  ['the way out', 200, () => ask('/logout', known)],
  ['a redirect', 303, () => ask('/resume', known)],
  ['no such page', 404, () => ask('/nope', known)],
  ['a wrong query', 400, () => ask('/audit?before=x', known)],
  ['a path that cannot be read', 404, () => ask('/%E0%A4%A', known)],
  ['what viewers may not', 403, () => ask('/audit/export', { Authorization: basic(viewer) })],
  ['a method that is none', 405, () => ask('/audit', known, 'DELETE')],
  ['a stream', 200, () => ask('/events', known, 'HEAD')],
  ['a script', 200, () => ask('/assets/live.js', known)],
  ['the board', 200, () => ask('/queues/', known)],
  ['the API of the board', 200, () => ask('/queues/api/queues', known)],
  ['a script of the board', 200, () => ask(asset, known)],
  ['a refusal of the board', 403, () => ask('/queues/api/queues/events/empty', known, 'PUT')],
];

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return started.dashboard.ask(path, { headers, method });
}

function submit(fields: Record<string, string>, headers: Record<string, string> = {}) {
  return started.dashboard.ask('/login', {
    ...{ method: 'POST', headers: { ...page, ...headers } },
    body: new URLSearchParams(fields),
  });
}

function policyOf(response: Response): Record<string, string> {
  const directives = (response.headers.get('Content-Security-Policy') ?? '').split(';');
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
}

describe('every answer carries the headers:', () => {
  test.each(answers)('%s', async (what, status, get) => {
    const response = await get();
    await response.body?.cancel();
    const { headers } = response;
    expect(response.status).toBe(status);
    const policy = policyOf(response);
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      ...(what.includes('board')
        ? { 'base-uri': "'self'" }
        : {
            'base-uri': "'none'",
            'require-trusted-types-for': "'script'",
            'trusted-types': 'ticketpost',
          }),
    });
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|https?:|blob/);
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect(headers.get('Referrer-Policy')).toBe('same-origin');
    expect(headers.get('Permissions-Policy')).toContain('camera=()');
    expect(headers.get('Cache-Control')).toMatch(/^(no-store|private, no-cache)$/);
    expect(headers.has('X-Powered-By')).toBe(false);
    expect(headers.has('Strict-Transport-Security')).toBe(false);
    expect(headers.has('Access-Control-Allow-Origin')).toBe(false);
  });
});

test('a mail has a stricter policy of its own, and is shown in a page of ours alone', async () => {
  const response = await ask(`${mailPath}/body.html`, known);
  await response.body?.cancel();
  expect(policyOf(response)).toMatchObject({
    'default-src': "'none'",
    'img-src': 'data:',
    'form-action': "'none'",
    'frame-ancestors': "'self'",
    sandbox: '',
  });
  expect(policyOf(response)).not.toHaveProperty('script-src');
  expect(response.headers.get('Cache-Control')).toBe('no-store');
});

test('only files that say nothing of anybody are kept by browsers, and asked for anew', async () => {
  for (const [what, , get] of answers) {
    const response = await get();
    await response.body?.cancel();
    const isFile = what.includes('script');
    const cached = response.headers.get('Cache-Control') !== 'no-store';
    expect([what, cached]).toEqual([what, isFile]);
  }
});

describe('what browsers are told of HTTPS', () => {
  let dashboard: RunningDashboard;

  async function hstsWith(
    options: Partial<Parameters<typeof startDashboard>[0]>,
    headers: Record<string, string> = {},
  ) {
    const { redis, users } = started;
    dashboard = await startDashboard({ redisUrl: redis.url, users, ...options });
    const response = await dashboard.ask('/login', { headers });
    await dashboard.stop();
    return response.headers.get('Strict-Transport-Security');
  }

  const url = 'https://tickets.example.com';
  test.each([
    ['nothing, if not asked to', { dashboardUrl: url }, {}, null],
    ['to keep to it, if asked to', { dashboardUrl: url, hstsDays: 365 }, {}, 'max-age=31536000'],
    ['nothing over plain HTTP', { hstsDays: 365 }, { 'X-Forwarded-Proto': 'https' }, null],
    [
      'to keep to it behind a proxy that is trusted',
      { hstsDays: 1, trustedProxies: 1 },
      { 'X-Forwarded-Proto': 'https' },
      'max-age=86400',
    ],
  ])('%s', async (_what, options, headers, expected) => {
    expect(await hstsWith(options, headers)).toBe(expected);
  });
});
