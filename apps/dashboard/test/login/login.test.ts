import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PasswordUser } from '@ticketpost/settings/dashboard';
import { asScript, codeOf, cookieOf, type RunningDashboard } from '../support/start-dashboard.ts';
import { startLogin, type StartedLogin } from '../support/start-login.ts';
import { basic, makeUser, operator, viewer } from '../support/test-users.ts';

let login: StartedLogin;
let dashboard: RunningDashboard;

let users: PasswordUser[];
beforeAll(async () => {
  login = await startLogin();
  ({ users } = login);
});
afterAll(() => login.stop());
beforeEach(async () => {
  dashboard = await login.start();
});
afterEach(() => login.clear());

/** The next process, with the settings of then. */
async function restart(next: Parameters<StartedLogin['start']>[0]) {
  dashboard = await login.start(next);
}

const browser = { Accept: 'text/html' };

function submit(fields: Record<string, string>, headers: Record<string, string> = browser) {
  return dashboard.ask('/login', { method: 'POST', headers, body: new URLSearchParams(fields) });
}

async function statusWith(cookie: string): Promise<number> {
  const response = await dashboard.ask('/queues/api/queues', { headers: { Cookie: cookie } });
  return response.status;
}

describe('the form', () => {
  test('is the page that everybody sees', async () => {
    const response = await dashboard.ask('/login?next=/queues/queue/events');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('name="next" value="/queues/queue/events"');
  });

  test('leads back to where one came from, with a cookie for this site only', async () => {
    const response = await submit({ ...operator, next: '/queues/queue/events?status=failed' });
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe('/queues/queue/events?status=failed');
    const [cookie = ''] = response.headers.getSetCookie();
    const attributes = cookie
      .split('; ')
      .slice(1)
      .map((attribute) => attribute.split('=')[0]);
    expect(attributes.sort()).toEqual(['Expires', 'HttpOnly', 'Max-Age', 'Path', 'SameSite']);
    expect(cookie).toMatch(/; Max-Age=28800;.*SameSite=Strict/);
    expect(await statusWith(cookieOf(response))).toBe(200);
  });

  test.each([
    ['a proxy that is trusted says so', { trustedProxies: 1 }, 'https', true],
    ['a proxy that is trusted says the last word', { trustedProxies: 1 }, 'http, https', true],
    ['a caller says so before the proxy', { trustedProxies: 1 }, 'https, http', false],
    ['anybody says so', {}, 'https', false],
    ['people open it by https', { dashboardUrl: 'https://tickets.example.com' }, '', true],
    ['people open it by http', { dashboardUrl: 'http://tickets.example.com' }, 'https', false],
  ])('keeps its cookies to TLS and to this host when %s', async (_when, options, said, isTls) => {
    await restart({ users, ...options });
    const response = await submit({ ...operator }, { ...browser, 'X-Forwarded-Proto': said });
    const cookies = response.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.includes('; Secure'))).toEqual([isTls, isTls, isTls]);
    expect(cookies.every((cookie) => cookie.includes('; Path=/;'))).toBe(true);
    expect(cookies.filter((cookie) => cookie.startsWith('__Host-'))).toHaveLength(isTls ? 2 : 0);
    // A cookie that anybody could have set is none of ours.
    const forged = cookieOf(response).replace('__Host-', '');
    const { status } = await dashboard.ask('/queues/api/queues', {
      headers: { Cookie: forged, 'X-Forwarded-Proto': said },
    });
    expect(status).toBe(isTls ? 401 : 200);
  });

  test('leads nowhere else', async () => {
    const response = await submit({ ...operator, next: '//evil.example/' });
    expect(response.headers.get('Location')).toBe('/');
  });

  test('shows what came in as text', async () => {
    const response = await submit({ name: '"><script>', password: 'x', next: '/"><script>' });
    expect(await response.text()).not.toContain('<script>');
  });

  test('answers a wrong password and an unknown name alike', async () => {
    const [wrong, unknown] = await Promise.all([
      submit({ name: operator.name, password: 'wrong' }),
      submit({ name: 'nobody', password: operator.password }),
    ]);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect([cookieOf(wrong), cookieOf(unknown)]).toEqual(['', '']);
    const withoutName = async (response: Response) =>
      (await response.text())
        .replace(/value="(olga|nobody)"/, '')
        .replace(/name="formToken" value="[^"]*"/, '');
    expect(await withoutName(wrong)).toBe(await withoutName(unknown));
  });

  test.each([
    ['a problem to programs', { Accept: 'application/json' }, 401, 'unauthenticated'],
    ['413 to a body of some kilobytes', { Accept: 'application/json' }, 413, 'body_too_large'],
  ])('answers %s', async (_what, headers, status, code) => {
    const password = status === 413 ? 'x'.repeat(50_000) : 'x';
    const response = await submit({ name: 'nobody', password }, headers);
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });

  test('is not shown to those who are logged in', async () => {
    const cookie = await dashboard.logIn(viewer);
    const response = await dashboard.ask('/login?next=/queues/', { headers: { Cookie: cookie } });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/queues/']);
  });
});

describe('a session', () => {
  test('ends at once by its logout', async () => {
    const cookie = await dashboard.logIn(viewer);
    const page = await dashboard.ask('/logout', { headers: { Cookie: cookie } });
    expect(await page.text()).toContain('action="/logout"');
    const response = await dashboard.ask('/logout', {
      method: 'POST',
      headers: asScript(cookie),
    });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/login']);
    expect(await statusWith(cookie)).toBe(401);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^ticketpost_session=;.*Expires=Thu, 01 Jan 1970/,
    );
  });

  test.each([
    [
      'altered at its end',
      (cookie: string) => cookie.replace(/.;/, (end) => (end === 'A;' ? 'B;' : 'A;')),
    ],
    ['cut short', (cookie: string) => cookie.slice(0, 60)],
    ['of nothing', () => 'ticketpost_session='],
    ['of another form', () => 'ticketpost_session=Fe26.2*1*x*x*x*x*x*x'],
    ['of plain text', () => `ticketpost_session=${encodeURIComponent('{"name":"olga"}')}`],
  ])('is not one with a cookie %s', async (_what, alter) => {
    const cookie = await dashboard.logIn(operator);
    expect(await statusWith(cookie)).toBe(200);
    expect(await statusWith(alter(cookie))).toBe(401);
  });

  test.each([
    ['the user was taken out', async () => ({ users: [await makeUser(viewer, 'viewer')] })],
    [
      'the password changed',
      async () => ({ users: [await makeUser({ ...operator, password: 'a new one' }, 'operator')] }),
    ],
    ['the secret changed', () => ({ users, sessionSecret: 'another secret, long enough too!' })],
  ])('ends when %s', async (_what, change) => {
    const cookie = await dashboard.logIn(operator);
    expect(await statusWith(cookie)).toBe(200);
    await restart(await change());
    expect(await statusWith(cookie)).toBe(401);
  });

  test('goes on over a restart, with the role of now', async () => {
    const cookie = await dashboard.logIn(operator);
    await restart({ users: users.map((user) => ({ ...user, role: 'viewer' })) });
    expect(await statusWith(cookie)).toBe(200);
    const retry = await dashboard.ask('/queues/api/queues/events/retry/failed', {
      method: 'PUT',
      headers: asScript(cookie),
    });
    expect([retry.status, await codeOf(retry)]).toEqual([403, 'forbidden']);
  });
});

describe('Authorization', () => {
  test.each([
    ['the right password', basic(operator), 200],
    ['the scheme in other letters', basic(operator).replace('Basic', 'bAsIc'), 200],
    ['a wrong password', basic({ ...operator, password: 'wrong' }), 401],
    ["another user's password", basic({ ...operator, password: viewer.password }), 401],
    ['an unknown name', basic({ ...operator, name: 'nobody' }), 401],
    ['no colon', `Basic ${Buffer.from('olga').toString('base64')}`, 401],
    ['nothing', 'Basic', 401],
    ['another scheme', 'Bearer x', 401],
  ])('with %s', async (_what, header, status) => {
    const response = await dashboard.ask('/queues/api/queues', {
      headers: { Authorization: header },
    });
    expect(response.status).toBe(status);
    expect(cookieOf(response)).toBe('');
  });
});
