import { describe, expect, test } from '@jest/globals';
import type { OidcSettings } from '../../src/oidc/create-oidc.ts';
import { clientId, clientSecret, type OidcBehaviour } from '../support/oidc-stand-in.ts';
import { dashboardUrl, meOf, prepareOidc } from '../support/prepare-oidc.ts';
import { asScript, codeOf, cookieOf } from '../support/start-dashboard.ts';
import { operator } from '../support/test-users.ts';
import { until } from '../support/until.ts';

const { login, issuer, oidc, dashboard, serve, restart, logIn, visit } = prepareOidc();

describe('somebody whom the issuer vouches for', () => {
  test('comes in with the role of the groups, where they wanted to go', async () => {
    const { visitor, answer } = await logIn('/orders?q=x');
    expect([answer.status, visitor.leadOf(answer)]).toEqual([200, '/orders?q=x']);
    expect(await answer.text()).toContain('href="/orders?q=x"');
    expect(await meOf(visitor)).toBe('oidc:248289761001 operator');
    expect(visitor.cookies.has('ticketpost_oidc')).toBe(false);
  });

  test('was sent there with all that makes it safe, and nothing of ours', async () => {
    issuer.queries.length = 0;
    issuer.tokenRequests.length = 0;
    await logIn();
    const [query] = issuer.queries;
    expect(Object.fromEntries(query ?? [])).toEqual({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: `${dashboardUrl}/login/oidc/callback`,
      scope: 'openid groups',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const [request] = issuer.tokenRequests;
    expect(request?.fields).not.toHaveProperty('client_secret');
    const given = Buffer.from(request?.authorization.split(' ')[1] ?? '', 'base64').toString();
    const [, secret = ''] = given.split(':');
    expect(decodeURIComponent(secret.replaceAll('+', ' '))).toBe(clientSecret);
  });

  test.each<[string, Partial<OidcSettings>, Partial<OidcBehaviour>, string]>([
    ['both roles', {}, groups(['ticketpost-viewers', 'ticketpost-operators']), 'operator'],
    ['one group that is no list', {}, groups('ticketpost-viewers'), 'viewer'],
    [
      'roles in a claim within a claim',
      { roleClaim: 'realm_access.roles' },
      { claims: { sub: '1', realm_access: { roles: ['ticketpost-viewers'] } } },
      'viewer',
    ],
    [
      'roles in a claim whose name has dots',
      { roleClaim: 'https://example.com/roles' },
      { claims: { sub: '1', 'https://example.com/roles': ['ticketpost-viewers'] } },
      'viewer',
    ],
    [
      'roles that only the userinfo endpoint tells',
      {},
      { claims: { sub: '1' }, userInfo: { sub: '1', groups: ['ticketpost-viewers'] } },
      'viewer',
    ],
  ])('comes in with %s', async (_what, settings, behaviour, role) => {
    await restart(settings);
    issuer.behave(behaviour);
    const { visitor } = await logIn();
    expect((await meOf(visitor)).split(' ')[1]).toBe(role);
  });

  test.each([
    ['the claim that was chosen', { preferred_username: 'otto' }, 'oidc:otto'],
    ['their sub where that claim is missing', {}, 'oidc:1'],
    ['their sub where that claim is no name', { preferred_username: 'a b' }, 'oidc:1'],
    ['their sub where that claim would write a line', { preferred_username: 'a\nb' }, 'oidc:1'],
    [
      'a hash of their sub where that cannot be shown either',
      { sub: `a\nb${'c'.repeat(300)}` },
      'oidc:Wz2syqiN6B-S1HFE2iCjF2_VaTo-KlHmcUVuXMr2Q60',
    ],
    ['their sub where that claim is no text', { preferred_username: ['a'] }, 'oidc:1'],
    ['a name that no password has', { preferred_username: operator.name }, 'oidc:olga'],
  ])('is called by %s', async (_what, claims, name) => {
    await restart({ nameClaim: 'preferred_username' });
    issuer.behave({ claims: { sub: '1', groups: ['ticketpost-viewers'], ...claims } });
    const { visitor } = await logIn();
    expect((await meOf(visitor)).split(' ')[0]).toBe(name);
  });

  test('stands in the audit log', async () => {
    const { visitor } = await logIn();
    const audit = await visitor.ask('/audit', { headers: { Accept: 'application/json' } });
    const { entries } = (await audit.json()) as { entries: object[] };
    expect(entries).toEqual([
      expect.objectContaining({
        action: 'sign_in',
        by: 'oidc:248289761001',
        role: 'operator',
        detail: 'by oidc, from a loopback address',
        outcome: 'done',
      }),
    ]);
  });

  test('is told after the logout that the login there goes on', async () => {
    const { visitor } = await logIn();
    const page = await (await visitor.ask('/logout')).text();
    const formToken = /name="formToken" value="([^"]*)"/.exec(page)?.[1] ?? '';
    const out = await visitor.submit('/logout', { formToken });
    const text = await out.text();
    expect(text).toContain('You are logged out here');
    const link = /href="(http[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { origin, pathname, searchParams } = new URL(link);
    expect([origin, pathname]).toEqual([issuer.issuer, '/logout']);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: clientId,
      post_logout_redirect_uri: `${dashboardUrl}/login`,
    });
    expect((await visitor.ask('/orders')).status).toBe(401);
  });

  test('finds the form again that outlived the session', async () => {
    const visitor = visit();
    const { back } = await visitor.goToIssuer('/', {
      draft: '/elsewhere/d-1/change',
      'draft.reason': 'she <wrote>',
    });
    const answer = await visitor.ask(back);
    expect(visitor.leadOf(answer)).toBe('/resume');
    const page = await (await visitor.ask('/resume')).text();
    expect(page).toContain('action="/elsewhere/d-1/change"');
    expect(page).toContain('she &lt;wrote&gt;</textarea');
    expect(visitor.cookies.has('ticketpost_draft')).toBe(false);
    expect((await visitor.ask('/resume')).status).toBe(303);
  });

  test('loses a form of another site on the way', async () => {
    const visitor = visit();
    const { back } = await visitor.goToIssuer('/', { draft: '//evil.example/x', 'draft.a': 'b' });
    expect(visitor.leadOf(await visitor.ask(back))).toBe('/');
  });
});

function groups(value: unknown): Partial<OidcBehaviour> {
  return { claims: { sub: '1', groups: value } };
}

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  'javascript:alert(1)',
  '/login/oidc/callback?code=x',
])('the way back from %s leads to the overview', async (next) => {
  const { visitor, answer } = await logIn(next);
  expect([answer.status, visitor.leadOf(answer)]).toEqual([200, '/']);
});

test('a very long way back is forgotten, and the login goes on', async () => {
  const { visitor, answer } = await logIn(`/orders?q=${'x'.repeat(5000)}`);
  expect([answer.status, visitor.leadOf(answer)]).toEqual([200, '/']);
});

describe('an issuer that is away', () => {
  test('keeps nobody with a password out, says so, and is found when it is back', async () => {
    issuer.behave({ isAway: true });
    await restart();
    const page = await (await visit().ask('/login')).text();
    expect(page).toContain('cannot be reached at the moment');
    expect(page).toMatch(/<button class="second" disabled>/);
    expect(await dashboard.logIn(operator)).toContain('ticketpost_session=');

    const answer = await dashboard.ask('/login/oidc', { method: 'POST' });
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'oidc_unavailable']);
    issuer.behave({});
    await until(() => oidc.isAvailable());
    const { visitor } = await logIn();
    expect(await meOf(visitor)).toBe('oidc:248289761001 operator');
  });

  test('after somebody went there costs them a new try', async () => {
    const visitor = visit();
    const { back } = await visitor.goToIssuer();
    issuer.behave({ isAway: true });
    expect((await visitor.ask(back)).status).toBe(401);
  });
});

test('nobody is let in while Redis is away', async () => {
  const visitor = visit();
  const { back } = await visitor.goToIssuer();
  login.redis.freeze();
  try {
    const answer = await visitor.ask(back);
    expect([answer.status, cookieOf(answer)]).toEqual([503, '']);
  } finally {
    login.redis.thaw();
  }
});

test('without passwords the page has the one button, and no password is taken', async () => {
  await serve({ users: [], login: { oidc, users: [] } });
  const page = await (await visit().ask('/login')).text();
  expect(page).not.toContain('type="password"');
  expect(page).toContain('Log in with single sign-on');
  expect(await dashboard.logIn(operator)).toBe('');
});

test('without an issuer there is no such way', async () => {
  await serve();
  const page = await (await visit().ask('/login')).text();
  expect(page).not.toContain('single sign-on');
  expect((await dashboard.ask('/login/oidc', { method: 'POST' })).status).toBe(401);
  expect((await dashboard.ask('/login/oidc/callback?code=x')).status).toBe(401);
});

test('a session by the issuer changes things with its token', async () => {
  const { visitor } = await logIn();
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const path = '/dead-letters/none/redrive';
  const without = await dashboard.ask(path, { method: 'POST', headers: { Cookie: cookie } });
  expect(without.status).toBe(403);
  const body = JSON.stringify({ reason: 'x' });
  const headers = { ...asScript(cookie), 'Content-Type': 'application/json' };
  expect((await dashboard.ask(path, { method: 'POST', headers, body })).status).toBe(404);
});
