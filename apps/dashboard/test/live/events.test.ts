import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { readEvents } from '../support/event-reader.ts';
import { fillSystem, type FilledSystem } from '../support/fill-system.ts';
import {
  asScript,
  codeOf,
  startDashboard,
  type RunningDashboard,
} from '../support/start-dashboard.ts';
import { basic, makeUsers, operator, viewer } from '../support/test-users.ts';
import { until } from '../support/until.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let system: FilledSystem;
let dashboard: RunningDashboard;
const readers: Awaited<ReturnType<typeof readEvents>>[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
  system = fillSystem(redis.url);
});
afterAll(async () => {
  await system.stop();
  await redis.stop();
});
beforeEach(async () => {
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
  await system.redis.flushall();
});
afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.end()));
  await dashboard.stop();
});

async function listen(headers: Record<string, string>, path = '/events') {
  const reader = await readEvents(dashboard, path, headers);
  readers.push(reader);
  return reader;
}

const asViewer = { Authorization: basic(viewer) };

test('the stream begins with every part, then brings what changed', async () => {
  const { response, events } = await listen(asViewer);
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  await until(() => events.length >= 2);
  const [first, second] = events;
  expect(Object.keys(first?.data.parts ?? {}).sort()).toEqual([
    'charts',
    'concerns',
    'figures',
    'headline',
    'processes',
  ]);
  expect(first?.id).toBe(first?.data.at);
  expect(second?.data.parts).not.toHaveProperty('processes');
  await system.keep('one', '{}');
  await until(() => events.some(({ data }) => data.parts?.['figures']?.includes('/quarantine')));
  await until(() =>
    events.some(({ data }) => data.parts?.['concerns']?.includes('1 delivery in quarantine')),
  );
});

test('nobody gets it without a login', async () => {
  const response = await dashboard.ask('/events');
  expect([response.status, await codeOf(response)]).toEqual([401, 'unauthenticated']);
});

test('a look at the head says whether one may listen, and streams nothing', async () => {
  const head = await dashboard.ask('/events', { method: 'HEAD', headers: asViewer });
  expect(head.status).toBe(200);
  expect((await dashboard.ask('/events', { method: 'HEAD' })).status).toBe(401);
  const wrong = await dashboard.ask('/events', { method: 'POST', headers: asViewer });
  expect([wrong.status, wrong.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
});

test('a stream says when Redis is away, and goes on when it is back', async () => {
  const { events } = await listen(asViewer);
  await until(() => events.some(({ event }) => event === 'parts'));
  await redis.kill();
  await until(() => events.at(-1)?.event === 'away');
  await redis.restart();
  await until(() => events.at(-1)?.event === 'parts');
  // The page may show something else in place of any part meanwhile.
  const last = events.findLastIndex(({ event }) => event === 'away');
  expect(events[last + 1]?.data.parts).toHaveProperty('headline');
});

test('a stream says when Redis is frozen', async () => {
  const { events } = await listen(asViewer);
  await until(() => events.some(({ event }) => event === 'parts'));
  redis.freeze();
  try {
    await until(() => events.at(-1)?.event === 'away');
  } finally {
    redis.thaw();
  }
  await until(() => events.at(-1)?.event === 'parts');
});

test('a stream ends with its session', async () => {
  const cookie = await dashboard.logIn(viewer);
  const { events, hasEnded } = await listen({ Cookie: cookie });
  await until(() => events.length > 0);
  const nineHours = Date.now() + 9 * 60 * 60 * 1000;
  const clock = jest.spyOn(Date, 'now').mockReturnValue(nineHours);
  await until(hasEnded);
  clock.mockRestore();
  expect(events.at(-1)?.event).toBe('signed_out');
});

test('a logout ends the streams of that session, and no others', async () => {
  const [cookie, other] = await Promise.all([dashboard.logIn(viewer), dashboard.logIn(operator)]);
  const gone = await listen({ Cookie: cookie });
  const left = await listen({ Cookie: other });
  await until(() => gone.events.length > 0 && left.events.length > 0);
  await dashboard.ask('/logout', { method: 'POST', headers: asScript(cookie) });
  await until(gone.hasEnded);
  expect(gone.events.at(-1)?.event).toBe('signed_out');
  const heard = left.events.length;
  await until(() => left.events.length > heard);
  expect(left.events.at(-1)?.event).toBe('parts');
});

test('a logout without a cookie ends no stream', async () => {
  const left = await listen(asViewer);
  await until(() => left.events.length > 0);
  const headers = { Authorization: basic(operator) };
  await dashboard.ask('/logout', { method: 'POST', headers });
  const heard = left.events.length;
  await until(() => left.hasEnded() || left.events.length > heard);
  expect(left.events.map(({ event }) => event)).not.toContain('signed_out');
});

test('one person has 20 pages kept up to date, and keeps nobody else from theirs', async () => {
  const session = { Cookie: await dashboard.logIn(viewer) };
  const many = await Promise.all(Array.from({ length: 20 }, () => listen(session)));
  expect(many.every(({ response }) => response.status === 200)).toBe(true);
  const refused = await dashboard.ask('/events', { headers: asViewer });
  expect([refused.status, await codeOf(refused)]).toEqual([503, 'too_many_streams']);
  expect(refused.headers.get('Retry-After')).toBe('10');
  const other = await listen({ Authorization: basic(operator) });
  expect(other.response.status).toBe(200);
  await many[0]?.end();
  await until(async () => (await listen(session)).response.status === 200);
});

test('streams end when the dashboard does', async () => {
  const { events, hasEnded } = await listen(asViewer);
  await until(() => events.length > 0);
  await dashboard.stop();
  await until(hasEnded);
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
});

test('a bulk is watched while it runs, with a way to stop it for operators', async () => {
  await system.redis.hset('ticketpost:bulk:x', {
    kind: 'redrive',
    reason: 'mailbox_refused',
    by: 'otto',
    beganAt: new Date().toISOString(),
    status: 'running',
    outcomes: '{"redriven":1}',
    total: 5,
  });
  await system.redis.set('ticketpost:bulk:running:redrive', 'x', 'PX', 60_000);
  const looksOn = await listen(asViewer, '/events?bulk=x');
  const acts = await listen({ Authorization: basic(operator) }, '/events?bulk=x');
  await until(() => looksOn.events.length > 0 && acts.events.length > 0);
  expect(looksOn.events[0]?.data.parts).not.toHaveProperty('actions');
  expect(acts.events[0]?.data.parts?.['actions']).toContain('/bulk/x/stop');
  await system.redis.hset('ticketpost:bulk:x', { outcomes: '{"redriven":4}' });
  await until(() =>
    looksOn.events.some(({ data }) => data.parts?.['progress']?.includes('4 of 5')),
  );
  await system.redis.del('ticketpost:bulk:x');
  await until(looksOn.hasEnded);
  expect(looksOn.events.at(-1)?.event).toBe('gone');
});

test.each(['/events?bulk=', '/events?bulk=a&bulk=b', '/events?bulk=%3C'])(
  '%s is refused',
  async (path) => {
    const response = await dashboard.ask(path, { headers: asViewer });
    expect(response.status).toBe(400);
  },
);
