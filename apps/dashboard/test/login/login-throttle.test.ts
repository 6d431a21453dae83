import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { codeOf, type RunningDashboard } from '../support/start-dashboard.ts';
import { startLogin, type StartedLogin } from '../support/start-login.ts';
import { basic, operator, viewer } from '../support/test-users.ts';

let login: StartedLogin;
let dashboard: RunningDashboard;

beforeAll(async () => {
  login = await startLogin();
});
afterAll(() => login.stop());
beforeEach(async () => {
  // Tests come from as many addresses as they like.
  dashboard = await login.start({ trustedProxies: 1 });
});
afterEach(() => login.clear());

const home = '192.0.2.1';
const attacker = '198.51.100.7';

function submit(
  user: { name: string; password: string },
  { from = home, cookie = '', accept = 'application/json', on = dashboard } = {},
) {
  return on.ask('/login', {
    method: 'POST',
    headers: { Accept: accept, 'X-Forwarded-For': from, Cookie: cookie },
    body: new URLSearchParams(user),
  });
}

function askWith(user: { name: string; password: string }, { from = home } = {}) {
  return dashboard.ask('/queues/api/queues', {
    headers: { Authorization: basic(user), 'X-Forwarded-For': from },
  });
}

let count = 0;
/** Another one each time: the same one asked again at once is checked once. */
const wrong = (name = operator.name) => ({ name, password: `wrong ${count++}` });

const deviceOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('ticketpost_device='))
    ?.split(';')[0] ?? '';

/** Until the next one is not looked at; how many were. */
async function failUntilThrottled(attempt: () => Promise<Response>): Promise<number> {
  for (let tries = 0; tries < 400; tries++) {
    const { status } = await attempt();
    if (status === 429) return tries;
    expect(status).toBe(401);
  }
  throw new Error('nobody was throttled');
}

test('wrong passwords for one account from one address make the next ones wait', async () => {
  for (let tries = 0; tries < 3; tries++) {
    expect((await submit(wrong())).status).toBe(401);
    expect((await askWith(wrong())).status).toBe(401);
  }
  const form = await submit(operator);
  expect([form.status, await codeOf(form)]).toEqual([429, 'too_many_attempts']);
  expect(Number(form.headers.get('Retry-After'))).toBeGreaterThan(20);
  expect((await askWith(operator)).status).toBe(429);
  const page = await (await submit(operator, { accept: 'text/html' })).text();
  expect(page).toMatch(/Too many wrong passwords\.\s+Wait \d\d seconds\./);
  // Another account from there, and this one from elsewhere, are not kept waiting.
  expect((await submit(viewer)).status).toBe(303);
  expect((await submit(operator, { from: '192.0.2.2' })).status).toBe(303);
});

test('each further wrong password makes the wait twice as long, and asking does not', async () => {
  for (let tries = 0; tries < 6; tries++) await submit(wrong());
  const waits: number[] = [];
  for (let round = 0; round < 7; round++) {
    // Time passes for the wait alone: what was wrong is not forgotten.
    const [key = ''] = await login.client.keys('ticketpost:dashboard:waits:*');
    waits.push(Math.round((await login.client.pttl(key)) / 30_000) / 2);
    expect((await submit(wrong())).status).toBe(429);
    await login.client.del(key);
    expect((await submit(wrong())).status).toBe(401);
  }
  expect(waits).toEqual([0.5, 1, 2, 4, 8, 15, 15]);
});

test('the right password forgets what was wrong before', async () => {
  for (let round = 0; round < 3; round++) {
    for (let tries = 0; tries < 5; tries++) expect((await submit(wrong())).status).toBe(401);
    expect((await submit(operator)).status).toBe(303);
  }
});

test('a session goes on while its address has to wait', async () => {
  const cookie = await dashboard.logIn(operator);
  await failUntilThrottled(() => submit(wrong(), { from: home }));
  const headers = { Cookie: cookie, 'X-Forwarded-For': home };
  expect((await dashboard.ask('/queues/api/queues', { headers })).status).toBe(200);
});

test('one address may try 20 wrong passwords, whatever the accounts', async () => {
  const tried = await failUntilThrottled(() => submit(wrong(`somebody-${count}`)));
  expect(tried).toBe(20);
});

test.each([
  ['one network of 64 bits', '2001:db8:0:1:', 20],
  ['many networks', '2001:db8:0:', undefined],
])('addresses of IPv6 in %s', async (_what, network, limit) => {
  const answers: number[] = [];
  for (let n = 1; n <= 25; n++) {
    const from = limit === undefined ? `${network}${n}::1` : `${network}:${n}`;
    answers.push((await submit(wrong(`somebody-${n}`), { from })).status);
  }
  expect(answers.filter((status) => status === 401)).toHaveLength(limit ?? 25);
});

test('what somebody writes into X-Forwarded-For is believed of a proxy alone', async () => {
  dashboard = await login.start({ trustedProxies: 0 });
  const tried = await failUntilThrottled(() =>
    submit(wrong(`somebody-${count}`), { from: `192.0.2.${count % 250}` }),
  );
  expect(tried).toBe(20);
  dashboard = await login.start({ trustedProxies: 1 });
  const spoofed = await failUntilThrottled(() =>
    submit(wrong(`anybody-${count}`), { from: `192.0.2.${count % 250}, ${attacker}` }),
  );
  expect(spoofed).toBe(20);
});

test('many wrong passwords at once gain nothing', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => askWith(wrong())));
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6);
  expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true);
});

describe('nobody keeps the owner out', () => {
  test('who comes from an address where they logged in before', async () => {
    expect((await askWith(operator)).status).toBe(200);
    await attackFromEverywhere();
    expect((await submit(operator, { from: '203.0.113.50' })).status).toBe(429);
    expect((await submit(operator)).status).toBe(303);
    expect((await submit(viewer, { from: '203.0.113.50' })).status).toBe(303);
  });

  test('who has a device where they logged in before, at any address', async () => {
    const cookie = deviceOf(await submit(operator, { from: home }));
    await attackFromEverywhere();
    await failUntilThrottled(() => submit(wrong(`somebody-${count}`), { from: attacker }));
    const from = attacker;
    expect((await submit(operator, { from })).status).toBe(429);
    expect((await submit(operator, { from, cookie })).status).toBe(303);
    // It is the device of this person, as it was signed.
    expect((await submit(wrong(viewer.name), { from, cookie })).status).toBe(429);
    const forged = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`;
    expect((await submit(operator, { from, cookie: forged })).status).toBe(429);
    // A device that was stolen has tries of its own, and no more.
    expect(await failUntilThrottled(() => submit(wrong(), { from, cookie }))).toBe(6);
  });
});

test('who has to wait anyway leaves nothing in Redis, whatever names they try', async () => {
  await failUntilThrottled(() => submit(wrong(`somebody-${count}`), { from: attacker }));
  const before = (await login.client.keys('*')).toSorted();
  for (let n = 0; n < 30; n++) {
    const user = wrong(`nobody-${n}`);
    expect((await submit(user, { from: attacker })).status).toBe(429);
    expect((await askWith(user, { from: attacker })).status).toBe(429);
  }
  expect((await login.client.keys('*')).toSorted()).toEqual(before);
});

test('an army of addresses leaves as much in Redis as it may try passwords', async () => {
  await failUntilThrottled(() =>
    submit(wrong(`somebody-${count}`), { from: `198.18.${count % 200}.${count % 250}` }),
  );
  const before = (await login.client.keys('*')).toSorted();
  for (let n = 0; n < 30; n++) {
    expect((await submit(wrong(`nobody-${n}`), { from: `198.19.0.${n}` })).status).toBe(429);
  }
  expect((await login.client.keys('*')).toSorted()).toEqual(before);
});

/** Wrong passwords for the operator until the account takes none from strangers. */
async function attackFromEverywhere(): Promise<void> {
  const tried = await failUntilThrottled(() =>
    submit(wrong(), { from: `198.18.${count % 200}.${count % 250}` }),
  );
  expect(tried).toBe(50);
}

test('dashboards count together', async () => {
  const other = await login.start({ trustedProxies: 1 });
  for (let tries = 0; tries < 3; tries++) {
    await submit(wrong());
    await submit(wrong(), { on: other });
  }
  expect((await submit(operator)).status).toBe(429);
  expect((await submit(operator, { on: other })).status).toBe(429);
});

test('wrong passwords are counted while Redis is away, too', async () => {
  await login.redis.kill();
  try {
    expect(await failUntilThrottled(() => askWith(wrong()))).toBe(6);
  } finally {
    await login.redis.restart();
  }
});

test('right passwords are not counted, whatever they lead to, and however many at once', async () => {
  for (let n = 0; n < 12; n++) {
    expect((await submit(operator)).status).toBe(303);
    const response = await dashboard.ask('/nope', { headers: { Authorization: basic(operator) } });
    expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
  }
  const answers = await Promise.all(Array.from({ length: 40 }, () => askWith(viewer)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 200));
});

test('Redis keeps neither names nor addresses nor passwords of it', async () => {
  await submit(wrong());
  await submit(operator);
  const keys = await login.client.keys('*');
  const values = await Promise.all(keys.map((key) => login.client.dumpBuffer(key)));
  const dump = values.map((value) => value.toString('latin1')).join('\n');
  expect(keys.join('\n')).not.toMatch(/olga|192\.0\.2/);
  expect(dump).not.toMatch(/192\.0\.2|wrong \d|operators open/);
});
