import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createOutbound } from '@ticketpost/outbound';
import { createLogger } from '@ticketpost/runtime';
import { createOidc, type DashboardOidc, type OidcSettings } from '../../src/oidc/create-oidc.ts';
import {
  clientId,
  clientSecret,
  startOidcStandIn,
  type OidcBehaviour,
  type OidcStandIn,
} from '../support/oidc-stand-in.ts';
import { createVisitor } from '../support/oidc-visitor.ts';
import { asScript, codeOf, cookieOf, type RunningDashboard } from '../support/start-dashboard.ts';
import { startLogin, type StartedLogin } from '../support/start-login.ts';
import { operator } from '../support/test-users.ts';
import { until } from '../support/until.ts';

let login: StartedLogin;
let issuer: OidcStandIn;
let oidc: DashboardOidc;
let dashboard: RunningDashboard;

const dashboardUrl = 'http://127.0.0.1:1';

function open(settings: Partial<OidcSettings> = {}): DashboardOidc {
  return createOidc({
    ...{ issuer: issuer.issuer, clientId, clientSecret, dashboardUrl, scope: 'openid groups' },
    ...{ roleClaim: 'groups', nameClaim: 'sub' },
    ...{ operators: ['ticketpost-operators'], viewers: ['ticketpost-viewers'] },
    outbound: createOutbound({ environment: 'test', outboundPrivateHosts: [] }),
    logger: createLogger({ app: 'test', level: 'silent' }),
    ...settings,
  });
}

async function restart(settings: Partial<OidcSettings> = {}) {
  oidc.close();
  oidc = open(settings);
  dashboard = await login.start({ login: { oidc } });
}

beforeAll(async () => {
  [login, issuer] = await Promise.all([startLogin(), startOidcStandIn()]);
});
afterAll(async () => {
  await issuer.stop();
  await login.stop();
});
beforeEach(async () => {
  issuer.behave({});
  oidc = open();
  dashboard = await login.start({ login: { oidc } });
  await until(() => oidc.isAvailable());
});
afterEach(async () => {
  oidc.close();
  await login.clear();
});

async function logIn(next?: string) {
  const visitor = createVisitor(dashboard);
  const { back } = await visitor.goToIssuer(next);
  return { visitor, back, answer: await visitor.ask(back) };
}

async function meOf(visitor: ReturnType<typeof createVisitor>): Promise<string> {
  const page = await (await visitor.ask('/logout')).text();
  return (
    /logged in as <strong class="name">([^<]*)<\/strong>, (\w+)/.exec(page)?.slice(1).join(' ') ??
    ''
  );
}

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
    const visitor = createVisitor(dashboard);
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
    const visitor = createVisitor(dashboard);
    const { back } = await visitor.goToIssuer('/', { draft: '//evil.example/x', 'draft.a': 'b' });
    expect(visitor.leadOf(await visitor.ask(back))).toBe('/');
  });
});

function groups(value: unknown): Partial<OidcBehaviour> {
  return { claims: { sub: '1', groups: value } };
}

describe('nobody comes in', () => {
  const now = Math.floor(Date.now() / 1000);
  const operators = { sub: '1', groups: ['ticketpost-operators'] };

  test.each<[string, Partial<OidcBehaviour>]>([
    ['with a token without a signature', { signature: 'none' }],
    ['with a token that another key signed', { signature: 'wrong_key' }],
    ['with a token that the public key signed as a secret', { signature: 'shared_secret' }],
    ['with a token that is over', { claims: { ...operators, exp: now - 3600, iat: now - 7200 } }],
    ['with a token for another client', { claims: { ...operators, aud: 'another' } }],
    ['with a token for two', { claims: { ...operators, aud: [clientId, 'b'], azp: 'b' } }],
    ['with a token of another issuer', { claims: { ...operators, iss: 'http://127.0.0.1:2' } }],
    ['with a token of another login', { claims: { ...operators, nonce: 'another' } }],
    ['with a token without a nonce', { claims: { ...operators, nonce: undefined } }],
    ['with a token without a sub', { claims: { groups: ['ticketpost-operators'] } }],
    ['with another state', { answer: { state: 'another' } }],
    ['without a state', { answer: { state: undefined } }],
    ['with an answer of another issuer', { answer: { iss: 'http://127.0.0.1:2' } }],
    ['with an answer of no issuer', { answer: { iss: undefined } }],
    ['with a code that the issuer never gave', { answer: { code: 'another' } }],
    ['with an error', { answer: { code: undefined, error: 'access_denied' } }],
    [
      'with roles that somebody else has',
      { claims: { sub: '1' }, userInfo: { sub: '2', groups: ['ticketpost-operators'] } },
    ],
  ])('%s', async (_what, behaviour) => {
    issuer.behave(behaviour);
    const { visitor, answer } = await logIn();
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('Single sign-on did not let you in');
    expect(cookieOf(answer)).toBe('');
    expect((await visitor.ask('/orders')).status).toBe(401);
  });

  test('with the way back of before', async () => {
    const { visitor, back } = await logIn();
    visitor.cookies.delete('ticketpost_session');
    expect((await visitor.ask(back)).status).toBe(401);
  });

  test('with a code that was used, though the cookie was copied', async () => {
    const visitor = createVisitor(dashboard);
    const { back } = await visitor.goToIssuer();
    const thief = createVisitor(dashboard);
    for (const [name, value] of visitor.cookies) thief.cookies.set(name, value);
    expect((await visitor.ask(back)).status).toBe(200);
    expect((await thief.ask(back)).status).toBe(401);
  });

  test('with the way back of somebody else: nobody is logged in as another', async () => {
    const attacker = createVisitor(dashboard);
    const { back } = await attacker.goToIssuer();
    const victim = createVisitor(dashboard);
    await victim.goToIssuer();
    const answer = await victim.ask(back);
    expect([answer.status, cookieOf(answer)]).toEqual([401, '']);
    const stranger = createVisitor(dashboard);
    expect((await stranger.ask(back)).status).toBe(401);
  });

  test.each([
    ['altered', (seal: string) => `${seal.slice(0, -10)}AAAA${seal.slice(-6)}`],
    ['cut short', (seal: string) => seal.slice(0, 80)],
    ['of plain text', () => '{"checks":{}}'],
  ])('with a cookie of the journey that is %s', async (_what, alter) => {
    const visitor = createVisitor(dashboard);
    const { back } = await visitor.goToIssuer();
    visitor.cookies.set('ticketpost_oidc', alter(visitor.cookies.get('ticketpost_oidc') ?? ''));
    expect((await visitor.ask(back)).status).toBe(401);
  });

  test('by a look at the head of the way back, which uses nothing up', async () => {
    const visitor = createVisitor(dashboard);
    const { back } = await visitor.goToIssuer();
    const head = await visitor.ask(back, { method: 'HEAD' });
    expect(cookieOf(head)).toBe('');
    expect((await visitor.ask(back)).status).toBe(200);
  });

  test('by a form that another site made', async () => {
    const visitor = createVisitor(dashboard);
    await visitor.ask('/login');
    const answer = await visitor.submit('/login/oidc', { next: '/' });
    expect([answer.status, visitor.leadOf(answer)]).toEqual([403, '']);
    expect(visitor.cookies.has('ticketpost_oidc')).toBe(false);
  });

  test.each<[string, Record<string, unknown>]>([
    ['no group', {}],
    ['other groups', { groups: ['staff'] }],
    ['a group in other letters', { groups: ['Ticketpost-Operators'] }],
    ['groups that are no texts', { groups: [{ 'ticketpost-operators': true }, 1, null] }],
  ])('who has %s, and is told so', async (_what, claims) => {
    issuer.behave({
      claims: { sub: '248289761001', ...claims },
      userInfo: { sub: '248289761001' },
    });
    const { visitor, answer } = await logIn();
    expect([answer.status, cookieOf(answer)]).toEqual([403, '']);
    const page = await answer.text();
    expect(page).toContain('You have no role here');
    expect(page).toContain('oidc:248289761001');
    expect(page).toContain(`href="${issuer.issuer}/logout?`);
    expect((await visitor.ask('/orders')).status).toBe(401);
  });

  test('again whose role was taken away', async () => {
    const first = await logIn();
    expect((await first.visitor.ask('/orders')).status).toBe(200);
    issuer.behave({ claims: { sub: '248289761001', groups: [] } });
    expect((await logIn()).answer.status).toBe(403);
  });

  test('any more by a session of settings that have changed', async () => {
    const { visitor } = await logIn();
    const cookie = `ticketpost_session=${visitor.cookies.get('ticketpost_session') ?? ''}`;
    const ask = () => dashboard.ask('/orders', { headers: { Cookie: cookie } });
    await restart();
    expect((await ask()).status).toBe(200);
    await restart({ operators: ['others'] });
    expect((await ask()).status).toBe(401);
  });
});

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
    const page = await (await createVisitor(dashboard).ask('/login')).text();
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
    const visitor = createVisitor(dashboard);
    const { back } = await visitor.goToIssuer();
    issuer.behave({ isAway: true });
    expect((await visitor.ask(back)).status).toBe(401);
  });
});

test('nobody is let in while Redis is away', async () => {
  const visitor = createVisitor(dashboard);
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
  dashboard = await login.start({ users: [], login: { oidc, users: [] } });
  const page = await (await createVisitor(dashboard).ask('/login')).text();
  expect(page).not.toContain('type="password"');
  expect(page).toContain('Log in with single sign-on');
  expect(await dashboard.logIn(operator)).toBe('');
});

test('without an issuer there is no such way', async () => {
  dashboard = await login.start();
  const page = await (await createVisitor(dashboard).ask('/login')).text();
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
