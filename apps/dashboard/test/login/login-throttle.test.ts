import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { codeOf, startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { basic, makeUsers, operator } from '../support/test-users.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let dashboard: RunningDashboard;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
});
afterEach(() => dashboard.stop());

const wrong = { ...operator, password: 'wrong' };

function submit(user: { name: string; password: string }, accept = 'application/json') {
  return dashboard.ask('/login', {
    method: 'POST',
    headers: { Accept: accept },
    body: new URLSearchParams(user),
  });
}

function askWith(user: { name: string; password: string }) {
  return dashboard.ask('/queues/api/queues', { headers: { Authorization: basic(user) } });
}

test('after ten wrong passwords, by form or header, none is checked any more', async () => {
  const cookie = await dashboard.logIn(operator);
  for (let n = 0; n < 5; n++) {
    expect((await submit(wrong)).status).toBe(401);
    expect((await askWith(wrong)).status).toBe(401);
  }
  const form = await submit(operator);
  expect([form.status, await codeOf(form)]).toEqual([429, 'too_many_attempts']);
  expect(form.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/);
  expect((await submit(operator, 'text/html')).headers.get('Content-Type')).toMatch(/^text\/html/);
  expect((await askWith(operator)).status).toBe(429);
  const session = await dashboard.ask('/queues/api/queues', { headers: { Cookie: cookie } });
  expect(session.status).toBe(200);
});

test('many wrong passwords at once gain nothing', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => askWith(wrong)));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
});

test('right passwords are not counted, whatever they lead to', async () => {
  for (let n = 0; n < 12; n++) {
    expect((await submit(operator)).status).toBe(303);
    const response = await dashboard.ask('/nope', { headers: { Authorization: basic(operator) } });
    expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
  }
});
