import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { asScript, type RunningDashboard } from '../support/start-dashboard.ts';
import { startLogin, type StartedLogin } from '../support/start-login.ts';
import { basic, operator, viewer } from '../support/test-users.ts';

let login: StartedLogin;
let dashboard: RunningDashboard;

beforeAll(async () => {
  login = await startLogin();
});
afterAll(() => login.stop());
beforeEach(async () => {
  dashboard = await login.start({ trustedProxies: 1 });
});
afterEach(() => login.clear());

async function linesOf(): Promise<Record<string, string>[]> {
  const cookie = await dashboard.logIn(viewer);
  const answer = await dashboard.ask('/audit', { headers: { Cookie: cookie } });
  const { entries } = (await answer.json()) as { entries: Record<string, string>[] };
  return entries.filter(({ by }) => by !== viewer.name).reverse();
}

const tell = ({ action, by, detail, outcome }: Record<string, string>) =>
  [action, by, detail, outcome].join(' | ');

function submit(user: { name: string; password: string }, from: string) {
  return dashboard.ask('/login', {
    method: 'POST',
    headers: { 'X-Forwarded-For': from },
    body: new URLSearchParams(user),
  });
}

test('says who came in by the form and who left, from what kind of address', async () => {
  await submit(operator, '192.168.1.9');
  await submit(operator, '198.51.100.7');
  const cookie = await dashboard.logIn(operator);
  await dashboard.ask('/logout', {
    method: 'POST',
    headers: asScript(cookie),
    body: new URLSearchParams({ everywhere: 'true' }),
  });
  const lines = await linesOf();
  expect(lines.map(tell)).toEqual([
    'sign_in | olga | by form, from a private address | done',
    'sign_in | olga | by form, from a public address | done',
    'sign_in | olga | by form, from a loopback address | done',
    'sign_out | olga | everywhere | done',
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/192\.168|198\.51|127\.0/);
});

test('says once of a script that it came from a new address', async () => {
  for (const from of ['192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.1']) {
    const headers = { Authorization: basic(operator), 'X-Forwarded-For': from };
    await dashboard.ask('/orders', { headers });
  }
  expect((await linesOf()).map(tell)).toEqual([
    'sign_in | olga | by basic, from a public address that is new | done',
    'sign_in | olga | by basic, from a public address that is new | done',
  ]);
});

test('says once an hour that somebody tried wrong passwords, and nothing of unknown names', async () => {
  for (let n = 0; n < 30; n++) {
    await submit({ name: operator.name, password: `wrong ${n}` }, `198.51.100.${n % 3}`);
    await submit({ name: 'a password by mistake', password: 'x' }, `203.0.113.${n}`);
  }
  expect((await linesOf()).map(tell)).toEqual([
    'sign_in_refused | olga | wrong passwords by form, the last from a public address | done',
  ]);
  const dump = await login.client.dumpBuffer('ticketpost:audit');
  expect(dump.toString('latin1')).not.toMatch(/mistake|wrong \d/);
});

test('lets nobody in whose line cannot be written', async () => {
  await login.client.set('ticketpost:audit', 'no stream');
  const answer = await submit(operator, '192.0.2.1');
  expect([answer.status, answer.headers.getSetCookie().join().includes('session')]).toEqual([
    ...[500, false],
  ]);
});
