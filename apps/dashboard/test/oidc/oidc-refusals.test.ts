import { describe, expect, test } from '@jest/globals';
import { clientId, type OidcBehaviour } from '../support/oidc-stand-in.ts';
import { prepareOidc } from '../support/prepare-oidc.ts';
import { cookieOf } from '../support/start-dashboard.ts';

const { issuer, dashboard, restart, logIn, visit } = prepareOidc();

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
    const visitor = visit();
    const { back } = await visitor.goToIssuer();
    const thief = visit();
    for (const [name, value] of visitor.cookies) thief.cookies.set(name, value);
    expect((await visitor.ask(back)).status).toBe(200);
    expect((await thief.ask(back)).status).toBe(401);
  });

  test('with the way back of somebody else: nobody is logged in as another', async () => {
    const attacker = visit();
    const { back } = await attacker.goToIssuer();
    const victim = visit();
    await victim.goToIssuer();
    const answer = await victim.ask(back);
    expect([answer.status, cookieOf(answer)]).toEqual([401, '']);
    const stranger = visit();
    expect((await stranger.ask(back)).status).toBe(401);
  });

  test.each([
    ['altered', (seal: string) => `${seal.slice(0, -10)}AAAA${seal.slice(-6)}`],
    ['cut short', (seal: string) => seal.slice(0, 80)],
    ['of plain text', () => '{"checks":{}}'],
  ])('with a cookie of the journey that is %s', async (_what, alter) => {
    const visitor = visit();
    const { back } = await visitor.goToIssuer();
    visitor.cookies.set('ticketpost_oidc', alter(visitor.cookies.get('ticketpost_oidc') ?? ''));
    expect((await visitor.ask(back)).status).toBe(401);
  });

  test('by a look at the head of the way back, which uses nothing up', async () => {
    const visitor = visit();
    const { back } = await visitor.goToIssuer();
    const head = await visitor.ask(back, { method: 'HEAD' });
    expect(cookieOf(head)).toBe('');
    expect((await visitor.ask(back)).status).toBe(200);
  });

  test('by a form that another site made', async () => {
    const visitor = visit();
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
