import { describe, expect, test } from '@jest/globals';
import { readEvents } from '../support/event-reader.ts';
import { prepareSessions } from '../support/prepare-sessions.ts';
import { asScript, cookieOf } from '../support/start-dashboard.ts';
import { basic, operator, viewer } from '../support/test-users.ts';
import { until } from '../support/until.ts';

const { login, dashboard, ask, statusWith, sessionKeys, setClock } = prepareSessions();

describe('the id', () => {
  test('is another one at each login, and the session of before ends', async () => {
    const first = await dashboard.logIn(operator);
    const again = await dashboard.ask('/login', {
      method: 'POST',
      headers: { Cookie: first },
      body: new URLSearchParams(operator),
    });
    const second = cookieOf(again);
    expect(second).not.toBe(first);
    expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);
  });

  test('given by somebody else opens nothing after the login', async () => {
    const planted = `ticketpost_session=${'A'.repeat(22)}.${'B'.repeat(43)}`;
    await dashboard.ask('/login', {
      method: 'POST',
      headers: { Cookie: planted },
      body: new URLSearchParams(operator),
    });
    expect(await statusWith(planted)).toBe(401);
  });

  test('does not stand in Redis so that a copy of it would let anybody in', async () => {
    const cookie = await dashboard.logIn(operator);
    const secret = /ticketpost_session=[\w-]{22}\.([\w-]{43})/.exec(cookie)?.[1] ?? '';
    expect(secret).not.toBe('');
    const [key = ''] = await sessionKeys();
    const stored = await login.client.hgetall(key);
    expect(JSON.stringify([key, stored])).not.toContain(secret);
    const { current } = stored;
    const id = key.split(':').at(-1) ?? '';
    expect(await statusWith(`ticketpost_session=${id}.${current}`)).toBe(401);
    expect(await statusWith(`ticketpost_session=${id}.${'A'.repeat(43)}`)).toBe(401);
    expect(await statusWith(cookie)).toBe(200);
  });

  test('changes while it is used, and the old one is good for requests under way', async () => {
    const setMinutes = setClock();
    setMinutes(0);
    const first = await dashboard.logIn(operator);
    setMinutes(9);
    expect(cookieOf(await ask(first))).toBe('');
    setMinutes(11);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(first)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const given = answers.map(cookieOf).filter((cookie) => cookie !== '');
    expect(given).toHaveLength(1);
    const [second = ''] = given;
    expect(await statusWith(second)).toBe(200);
    setMinutes(11.9);
    expect(await statusWith(first)).toBe(200);
    expect(await sessionKeys()).toHaveLength(1);
  });

  test('of before that is used after that ends the session: two have it', async () => {
    const setMinutes = setClock();
    setMinutes(0);
    const first = await dashboard.logIn(operator);
    setMinutes(11);
    const second = cookieOf(await ask(first));
    expect(await statusWith(second)).toBe(200);
    setMinutes(13);
    expect([await statusWith(first), await statusWith(second)]).toEqual([401, 401]);
  });

  test('of before stays good as long as the new one did not come back', async () => {
    const setMinutes = setClock();
    setMinutes(0);
    const first = await dashboard.logIn(operator);
    setMinutes(11);
    const lost = cookieOf(await ask(first));
    setMinutes(15);
    const answer = await ask(first);
    expect([answer.status, cookieOf(answer)]).toEqual([200, expect.not.stringMatching(lost)]);
    expect(await statusWith(cookieOf(answer))).toBe(200);
  });

  test('changes with the rights', async () => {
    const cookie = await dashboard.logIn(operator);
    const demoted = login.users.map((user) => ({ ...user, role: 'viewer' as const }));
    const next = await login.start({ users: demoted });
    const answer = await ask(cookie, '/orders', next);
    expect([answer.status, cookieOf(answer)]).toEqual([200, expect.stringMatching(/^ticketpost/)]);
    expect(cookieOf(answer)).not.toBe(cookie);
  });
});

describe('time', () => {
  test('ends a session that nobody uses after half an hour', async () => {
    const setMinutes = setClock();
    setMinutes(0);
    const cookie = await dashboard.logIn(viewer);
    setMinutes(29);
    const used = await ask(cookie);
    setMinutes(58);
    expect(await statusWith(cookieOf(used))).toBe(200);
    setMinutes(89);
    expect(await statusWith(cookieOf(used))).toBe(401);
    expect(await sessionKeys()).toEqual([]);
  });

  test('is not stretched by pages that ask by themselves', async () => {
    const setMinutes = setClock();
    setMinutes(0);
    const cookie = await dashboard.logIn(viewer);
    for (const minutes of [10, 20, 29]) {
      setMinutes(minutes);
      expect(await statusWith(cookie, '/queues/api/queues')).toBe(200);
      const head = await dashboard.ask('/events', { method: 'HEAD', headers: { Cookie: cookie } });
      expect(head.status).toBe(200);
    }
    setMinutes(31);
    expect(await statusWith(cookie, '/queues/api/queues')).toBe(401);
  });

  test('ends every session after eight hours, however much it is used', async () => {
    const setMinutes = setClock();
    setMinutes(0);
    let cookie = await dashboard.logIn(viewer);
    for (let minutes = 20; minutes < 480; minutes += 20) {
      setMinutes(minutes);
      const answer = await ask(cookie);
      expect([minutes, answer.status]).toEqual([minutes, 200]);
      cookie = cookieOf(answer) || cookie;
    }
    setMinutes(481);
    expect(await statusWith(cookie)).toBe(401);
  });

  test('is set, and Redis forgets a session by itself', async () => {
    const other = await login.start({ login: { sessionIdleTimeoutMs: 60_000 } });
    const setMinutes = setClock();
    setMinutes(0);
    const cookie = await other.logIn(viewer);
    const [key = ''] = await sessionKeys();
    expect(await login.client.pttl(key)).toBeLessThanOrEqual(60_000);
    setMinutes(1.1);
    expect(await statusWith(cookie, '/orders', other)).toBe(401);
  });
});

describe('a logout', () => {
  test('ends the session in every dashboard', async () => {
    const other = await login.start();
    const cookie = await dashboard.logIn(operator);
    expect(await statusWith(cookie, '/orders', other)).toBe(200);
    await dashboard.ask('/logout', { method: 'POST', headers: asScript(cookie) });
    expect(await statusWith(cookie, '/orders', other)).toBe(401);
    expect(await sessionKeys()).toEqual([]);
  });

  test('everywhere ends all sessions of this person, and their streams, and no others', async () => {
    const cookies = await Promise.all([1, 2, 3].map(() => dashboard.logIn(operator)));
    const left = await dashboard.logIn(viewer);
    const [here = '', there = ''] = cookies;
    const watched = await readEvents(dashboard, '/events', { Cookie: there });
    await until(() => watched.events.length > 0);
    const response = await dashboard.ask('/logout', {
      method: 'POST',
      headers: asScript(here),
      body: new URLSearchParams({ everywhere: 'true' }),
    });
    expect(response.status).toBe(303);
    await until(watched.hasEnded);
    expect(watched.events.at(-1)?.event).toBe('signed_out');
    expect(await Promise.all(cookies.map((cookie) => statusWith(cookie)))).toEqual([401, 401, 401]);
    expect(await statusWith(left)).toBe(200);
  });

  test('ends streams of other dashboards within seconds', async () => {
    const other = await login.start();
    const cookie = await dashboard.logIn(viewer);
    const watched = await readEvents(other, '/events', { Cookie: cookie });
    await until(() => watched.events.length > 0);
    await dashboard.ask('/logout', { method: 'POST', headers: asScript(cookie) });
    await until(watched.hasEnded);
    expect(watched.events.at(-1)?.event).toBe('signed_out');
  });

  test('is not undone by an answer that was under way', async () => {
    const setMinutes = setClock();
    setMinutes(0);
    const cookie = await dashboard.logIn(operator);
    setMinutes(11);
    await Promise.all([
      ask(cookie),
      dashboard.ask('/logout', { method: 'POST', headers: asScript(cookie) }),
      ask(cookie),
    ]);
    expect(await statusWith(cookie)).toBe(401);
    expect(await sessionKeys()).toEqual([]);
  });
});

test('of one person the hundred newest sessions are kept', async () => {
  const oldest = await dashboard.logIn(operator);
  for (let n = 0; n < 100; n++) await dashboard.logIn(operator);
  expect(await sessionKeys()).toHaveLength(100);
  expect(await statusWith(oldest)).toBe(401);
});

test('a password of its own needs no session, and gets none', async () => {
  const headers = { Authorization: basic(operator) };
  const answer = await dashboard.ask('/orders', { headers });
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
  expect(await sessionKeys()).toEqual([]);
});
