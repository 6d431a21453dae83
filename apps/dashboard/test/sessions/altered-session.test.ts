import { describe, expect, test } from '@jest/globals';
import { prepareSessions } from '../support/prepare-sessions.ts';
import { operator, viewer } from '../support/test-users.ts';

const { login, dashboard, statusWith, setClock } = prepareSessions();

const keyOf = (cookie: string) =>
  `ticketpost:dashboard:session:${/ticketpost_session=([\w-]{22})\./.exec(cookie)?.[1] ?? ''}`;

/** A viewer's session, and all that Redis says of it and of an operator's. */
async function logInBoth() {
  const cookie = await dashboard.logIn(viewer);
  const theirs = await dashboard.logIn(operator);
  const [own, other] = await Promise.all(
    [cookie, theirs].map((of) => login.client.hgetall(keyOf(of))),
  );
  return { cookie, theirs, key: keyOf(cookie), own: own ?? {}, other: other ?? {} };
}

describe('a session that somebody changed in Redis is none', () => {
  test.each<[string, (record: { own: Fields; other: Fields }) => Fields]>([
    ['name', ({ other }) => pick(other, 'name')],
    ['role', () => ({ role: 'operator' })],
    ['way of logging in', () => ({ by: 'oidc' })],
    ['fingerprint', ({ other }) => pick(other, 'fingerprint')],
    ['whole identity', ({ other }) => pick(other, 'name', 'role', 'by', 'fingerprint')],
    ['beginning', ({ own }) => ({ beganAt: `${Number(own['beganAt']) + 1}` })],
    ['last use', ({ own }) => ({ usedAt: `${Number(own['usedAt']) + 1}` })],
    ['secret of before', ({ other }) => ({ previous: other['current'] ?? '' })],
    ['time of its secret', ({ own }) => ({ rotatedAt: `${Number(own['rotatedAt']) + 1}` })],
    ['first use of its secret', ({ own }) => ({ seenAt: `${Number(own['seenAt']) + 1}` })],
    ['MAC', ({ other }) => pick(other, 'mac')],
    ['MAC, left out', () => ({ mac: '' })],
  ])('by its %s', async (_what, change) => {
    const { cookie, key, own, other } = await logInBoth();
    await login.client.hset(key, change({ own, other }));
    expect(await statusWith(cookie)).toBe(401);
    await login.client.hset(key, own);
    expect(await statusWith(cookie)).toBe(200);
  });

  test('by its secret: that of somebody else opens nothing', async () => {
    const { cookie, theirs, own, other } = await logInBoth();
    await login.client.hset(keyOf(theirs), pick(own, 'current'));
    const secret = /ticketpost_session=[\w-]{22}(\.[\w-]{43})/.exec(cookie)?.[1] ?? '';
    const id = keyOf(theirs).split(':').at(-1) ?? '';
    expect(await statusWith(`ticketpost_session=${id}${secret}`)).toBe(401);
    await login.client.hset(keyOf(theirs), other);
    expect(await statusWith(theirs)).toBe(200);
  });

  test('by being copied whole under another id', async () => {
    const { cookie, own } = await logInBoth();
    const id = 'A'.repeat(22);
    await login.client.hset(`ticketpost:dashboard:session:${id}`, own);
    const secret = /ticketpost_session=[\w-]{22}(\.[\w-]{43})/.exec(cookie)?.[1] ?? '';
    expect(await statusWith(`ticketpost_session=${id}${secret}`)).toBe(401);
    expect(await statusWith(cookie)).toBe(200);
  });
});

test('what a dashboard itself changes of a session stays vouched for', async () => {
  const setMinutes = setClock();
  setMinutes(0);
  const cookie = await dashboard.logIn(viewer);
  const macs = new Set<string | null>();
  for (const minutes of [0, 5, 11]) {
    setMinutes(minutes);
    expect(await statusWith(cookie)).toBe(200);
    macs.add(await login.client.hget(keyOf(cookie), 'mac'));
  }
  expect(macs.size).toBe(3);
});

type Fields = Readonly<Record<string, string>>;

function pick(fields: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? '']));
}
