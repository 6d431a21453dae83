import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestRedis } from '@ticketpost/testkit';
import { askAs } from '../support/ask-as.ts';
import { fillSystem, type FilledSystem } from '../support/fill-system.ts';
import { codeOf, startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { makeUsers, operator, viewer } from '../support/test-users.ts';
import { until } from '../support/until.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let system: FilledSystem;
let dashboard: RunningDashboard;

beforeAll(async () => {
  redis = await startTestRedis();
  system = fillSystem(redis.url);
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
});
afterAll(async () => {
  await dashboard.stop();
  await system.stop();
  await redis.stop();
});
beforeEach(async () => {
  await system.redis.flushall();
  await until(async () => (await countDeadLetters()) === 0);
});

const get = (path: string, user = viewer) => askAs(dashboard, user, path);
const page = (path: string, user = viewer) => askAs(dashboard, user, path, { page: true });
const post = (path: string, fields: object, user = operator) =>
  askAs(dashboard, user, path, { fields });

async function readJson<Shape>(response: Response): Promise<Shape> {
  return (await response.json()) as Shape;
}

/** As the dashboard has counted them: it looks every few seconds. */
async function countDeadLetters(): Promise<number> {
  const { counts } = await readJson<{ counts: { total: number; isComplete: boolean } }>(
    await get('/dead-letters'),
  );
  return counts.isComplete ? counts.total : -1;
}

async function makeDeadLetters(ids: readonly string[], reason = 'mailbox_refused: 550 no') {
  const before = await countDeadLetters();
  await system.makeDeadLetters(ids, reason);
  await until(async () => (await countDeadLetters()) === before + ids.length);
}

async function auditOf(user = viewer) {
  const { entries } = await readJson<{ entries: Record<string, string>[] }>(
    await get('/audit', user),
  );
  // Who came in and left has tests of its own.
  return entries.filter(({ action = '' }) => !action.startsWith('sign_'));
}

describe('the overview', () => {
  test('says in words and figures how everything is', async () => {
    await makeDeadLetters(['one', 'two']);
    await system.keep('kept', '{}');
    const state = await readJson<{ summary: string; concerns: { code: string }[] }>(await get('/'));
    expect(state).toMatchObject({
      summary: '4 things need a person',
      queues: { events: { failed: 2 }, quarantine: 1 },
      deadLetters: { byReason: { mailbox_refused: 2 } },
      throughput: { minutes: expect.any(Array) as unknown },
    });
    expect(state.concerns.map(({ code }) => code).sort()).toEqual([
      'dead_letters_mailbox_refused',
      'no_ingest',
      'no_worker',
      'quarantine',
    ]);
    const text = await (await page('/')).text();
    for (const words of [
      '4 things need a person',
      '2 dead letters: mailbox_refused',
      'href="/dead-letters?reason=mailbox_refused"',
      'No worker is alive',
      'src="/assets/live.js"',
      'Sent in the last hour: none.',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('takes no other method', async () => {
    const response = await post('/', {});
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('the dead letters', () => {
  test('come in pages, newest first, of one reason only, if asked', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => `dead-${n}`);
    await makeDeadLetters(ids);
    await makeDeadLetters(['other'], 'unexpected: odd');
    expect(await readJson(await get('/dead-letters?reason=unexpected'))).toMatchObject({
      counts: { total: 61, byReason: { mailbox_refused: 60, unexpected: 1 } },
      total: 1,
      items: [{ deliveryId: 'other', orderNo: 'ORDER-other', reasonCode: 'unexpected' }],
    });
    expect(await readJson(await get('/dead-letters?reason=mailbox_refused&page=2'))).toMatchObject({
      page: 2,
      pages: 2,
      items: ids
        .slice(0, 10)
        .toReversed()
        .map((deliveryId) => ({ deliveryId })),
    });
    const last = await readJson<{ page: number }>(await get('/dead-letters?page=99'));
    expect(last.page).toBe(2);
    const text = await (await page('/dead-letters?reason=mailbox_refused')).text();
    expect(text).toContain('The mail server says that this mailbox does not exist');
    expect(text).toContain('href="/orders/ORDER-dead-59"');
  });

  test('show no payload and no mailbox', async () => {
    await makeDeadLetters(['one'], 'mailbox_refused: 550 <traveller@example.com> unknown');
    for (const path of ['/dead-letters', '/dead-letters/one']) {
      for (const response of [await get(path, operator), await page(path, operator)]) {
        const text = await response.text();
        expect(text).not.toContain('traveller@example.com');
        expect(text).not.toContain('payload');
        expect(text).toContain('t•••@example.com');
      }
    }
  });

  test.each(['?page=0', '?page=x', '?page=1&page=2', '?reason=%3Cscript%3E', '?reason=a&reason=b'])(
    'refuse %s',
    async (query) => {
      const response = await get(`/dead-letters${query}`);
      expect([response.status, await codeOf(response)]).toEqual([400, 'malformed_request']);
      expect((await page(`/dead-letters${query}`)).status).toBe(400);
    },
  );

  test('are none of a reason that nobody has', async () => {
    for (const reason of ['never_heard_of', 'constructor']) {
      const response = await page(`/dead-letters?reason=${reason}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(`There are none whose reason is ${reason}`);
      expect(await readJson(await get(`/dead-letters?reason=${reason}`))).toMatchObject({
        ...{ page: 1, pages: 1, total: 0, items: [] },
      });
    }
  });

  test('are redriven one by one, with a reason, and that is audited', async () => {
    await makeDeadLetters(['one']);
    const response = await post('/dead-letters/one/redrive', { reason: 'the mailbox is there' });
    expect([response.status, await response.json()]).toEqual([
      200,
      { outcome: 'redriven', deliveryId: 'one', orderNo: 'ORDER-one' },
    ]);
    const again = await post('/dead-letters/one/redrive', { reason: 'once more' });
    expect([again.status, await codeOf(again)]).toEqual([409, 'not_a_dead_letter']);
    expect(await auditOf()).toMatchObject([
      { action: 'redrive', outcome: 'not_a_dead_letter' },
      {
        action: 'redrive',
        by: 'olga',
        role: 'operator',
        via: 'dashboard',
        deliveryId: 'one',
        why: 'the mailbox is there',
        outcome: 'redriven',
      },
    ]);
  });

  test('are discarded one by one', async () => {
    await makeDeadLetters(['one']);
    const response = await askAs(dashboard, operator, '/dead-letters/one/discard', {
      page: true,
      fields: { reason: 'a test order' },
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<h1>Discarded</h1>');
    expect((await get('/dead-letters/one')).status).toBe(404);
  });

  test('are decided on once, however many want it at once', async () => {
    await makeDeadLetters(['one']);
    const responses = await Promise.all(
      ['redrive', 'redrive', 'discard', 'discard'].map((action) =>
        post(`/dead-letters/one/${action}`, { reason: 'now' }),
      ),
    );
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(responses.every(({ status }) => [200, 404, 409].includes(status))).toBe(true);
  });

  test.each([
    ['no reason', {}],
    ['a blank one', { reason: ' \n ' }],
    ['one that is too long', { reason: 'x'.repeat(501) }],
    ['one of another type', { reason: ['x'] }],
  ])('are left alone with %s', async (_what, fields) => {
    await makeDeadLetters(['one']);
    const response = await post('/dead-letters/one/redrive', fields);
    const { code, problems } = await readJson<{ code: string; problems: { pointer: string }[] }>(
      response,
    );
    expect([response.status, code, problems.map(({ pointer }) => pointer)]).toEqual([
      422,
      'invalid_input',
      ['/reason'],
    ]);
    expect(await countDeadLetters()).toBe(1);
    expect(await auditOf()).toEqual([]);
  });

  test('show a hostile reason as text, in the form and in the log', async () => {
    await makeDeadLetters(['one']);
    const hostile = '"><script>alert(1)</script>';
    const shown = await askAs(dashboard, operator, '/dead-letters/one/discard', {
      page: true,
      fields: { reason: hostile.repeat(30) },
    });
    expect(shown.status).toBe(422);
    expect(await shown.text()).not.toContain('<script>alert');
    await post('/dead-letters/one/discard', { reason: hostile });
    const log = await (await page('/audit')).text();
    expect(log).not.toContain('<script>alert');
    expect(log).toContain('&lt;script&gt;alert(1)');
  });
});

describe('the quarantine', () => {
  const readable = '{"type":"order.changed","data":{"orderNo":"ORDER-1","secret":"K-PASSPORT"}}';

  test('is a list with reasons and problems, and no bodies', async () => {
    await system.keep('one', readable);
    await system.keep('two', '{', 'malformed_json');
    expect(await readJson(await get('/quarantine'))).toEqual({
      page: 1,
      hasMore: false,
      items: [
        expect.objectContaining({
          deliveryId: 'one',
          reason: 'invalid_event',
          problems: [{ pointer: '/data', message: 'must be object' }],
        }),
        expect.objectContaining({ deliveryId: 'two', reason: 'malformed_json' }),
      ],
    });
    const some = await get('/quarantine?reason=malformed_json');
    expect(await readJson(some)).toMatchObject({ items: [{ deliveryId: 'two' }] });
    const text = await (await page('/quarantine')).text();
    expect(text).toContain('must be object');
    expect(text).not.toContain('K-PASSPORT');
  });

  test.each(['?page=0', '?reason=nothing', '?reason=toString'])('refuses %s', async (query) => {
    expect((await get(`/quarantine${query}`)).status).toBe(400);
  });

  test('says what this version makes of a body, which operators alone see, on demand', async () => {
    await system.keep('one', readable);
    for (const user of [viewer, operator]) {
      const text = await (await page('/quarantine/one', user)).text();
      expect(text).toContain('can be read');
      expect(text).not.toContain('K-PASSPORT');
      expect(await (await get('/quarantine/one', user)).text()).not.toContain('K-PASSPORT');
    }
    expect((await page('/quarantine/one?show=body', viewer)).status).toBe(403);
    expect((await get('/quarantine/one?show=body', viewer)).status).toBe(403);
    const shown = await page('/quarantine/one?show=body', operator);
    expect(await shown.text()).toContain('K-PASSPORT');
    expect(await auditOf()).toMatchObject([
      {
        ...{ action: 'show_body', by: 'olga', role: 'operator', via: 'dashboard' },
        ...{ deliveryId: 'one', outcome: 'found' },
      },
    ]);
  });

  test('lets out what can be read, once, and keeps the rest', async () => {
    await system.keep('one', readable);
    await system.keep('two', '{', 'malformed_json');
    const released = await post('/quarantine/one/release', { reason: 'it can be read now' });
    expect(await readJson(released)).toMatchObject({ outcome: 'released', orderNo: 'ORDER-1' });
    const refused = await post('/quarantine/two/release', { reason: 'try' });
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'malformed_json']);
    const gone = await post('/quarantine/one/release', { reason: 'again' });
    expect([gone.status, await codeOf(gone)]).toEqual([404, 'not_found']);
    const discarded = await post('/quarantine/two/discard', { reason: 'rubbish' });
    expect(await readJson(discarded)).toMatchObject({ outcome: 'discarded' });
    expect((await auditOf()).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'discard discarded',
      'release not_found',
      'release malformed_json',
      'release released',
    ]);
  });
});

describe('a bulk', () => {
  const path = '/dead-letters/redrive?reason=mailbox_refused';

  async function untilEnded(id: string) {
    let bulk: Record<string, unknown> = {};
    await until(async () => {
      bulk = await readJson(await get(`/bulk/${id}`));
      return bulk['status'] !== 'running' && bulk['status'] !== 'stopping';
    });
    return bulk;
  }

  test('is looked at beforehand, begun with a reason, and reports', async () => {
    await makeDeadLetters(['one', 'two', 'three']);
    await makeDeadLetters(['other'], 'unexpected: odd');
    expect(await readJson(await get(path))).toMatchObject({
      count: 3,
      sample: { size: 3, outcomes: { possible: 3 } },
    });
    const form = await (await page(path, operator)).text();
    expect(form).toContain('Redrive 3');
    expect(await (await page(path, viewer)).text()).not.toContain('name="reason"');
    const begun = await askAs(dashboard, operator, path, {
      page: true,
      fields: { reason: 'the mailboxes are there' },
    });
    expect(begun.status).toBe(303);
    const id = begun.headers.get('Location')?.replace('/bulk/', '') ?? '';
    expect(await untilEnded(id)).toMatchObject({
      kind: 'redrive',
      by: 'olga',
      status: 'done',
      total: 3,
      outcomes: { redriven: 3 },
    });
    const report = await (await page(`/bulk/${id}`)).text();
    expect(report).toContain('3 of 3');
    expect(report).toContain('Redriven');
    await until(async () => (await countDeadLetters()) === 1);
    expect(await auditOf()).toMatchObject([
      { action: 'bulk_redrive', by: 'olga', why: 'the mailboxes are there', outcome: 'done' },
    ]);
    const stop = await post(`/bulk/${id}/stop`, {});
    expect([stop.status, await codeOf(stop)]).toEqual([409, 'not_running']);
  });

  test('releases what is in quarantine too', async () => {
    await system.keep('one', '{"type":"order.changed","data":{"orderNo":"ORDER-1"}}');
    const begun = await post('/quarantine/release?reason=invalid_event', { reason: 'mended' });
    expect(begun.status).toBe(202);
    const { id } = await readJson<{ id: string }>(begun);
    expect(await untilEnded(id)).toMatchObject({ status: 'done', outcomes: { released: 1 } });
  });

  test('is there once: a second operator hears of it, a double click leads to it', async () => {
    await makeDeadLetters(['one']);
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
    const refused = await post(path, { reason: 'mine' });
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'bulk_occupied']);
    const fields = { reason: 'mine' };
    const told = await askAs(dashboard, operator, path, { page: true, fields });
    expect(told.status).toBe(409);
    expect(await told.text()).toContain('otto is redriving all of');
    expect(await (await page('/dead-letters')).text()).toContain('href="/bulk/x"');
    await system.redis.hset('ticketpost:bulk:x', 'by', operator.name);
    const own = await askAs(dashboard, operator, path, { page: true, fields });
    expect([own.status, own.headers.get('Location')]).toEqual([303, '/bulk/x']);

    expect((await post('/bulk/x/stop', {})).status).toBe(202);
    expect((await auditOf())[0]).toMatchObject({
      ...{ action: 'bulk_stop', by: 'olga', role: 'operator', via: 'dashboard' },
      ...{ detail: 'x', outcome: 'stopping' },
    });
    expect(await readJson(await get('/bulk/x'))).toMatchObject({
      status: 'stopping',
      stoppedBy: 'olga',
    });
    await system.redis.del('ticketpost:bulk:running:redrive');
    expect(await readJson(await get('/bulk/x'))).toMatchObject({ status: 'abandoned' });
    const text = await (await page('/bulk/x', operator)).text();
    expect(text).toContain('is gone, or lost Redis');
    expect(text).toContain('Begin again…');
  });

  test.each([
    ['/dead-letters/redrive', 400],
    ['/dead-letters/redrive?reason=A%20B', 400],
    ['/quarantine/release?reason=', 400],
    ['/bulk/nobody', 404],
  ])('of %s is answered with %d', async (wrong, status) => {
    expect((await get(wrong, operator)).status).toBe(status);
  });
});

test('the audit log is exported whole, by operators', async () => {
  await makeDeadLetters(['one']);
  await post('/dead-letters/one/discard', { reason: '=HYPERLINK("x")' });
  const csv = await get('/audit/export?format=csv', operator);
  expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('Content-Disposition')).toBe('attachment; filename=ticketpost-audit.csv');
  expect(await csv.text()).toContain(`"'=HYPERLINK(""x"")",discarded\r\n`);
  const ndjson = await get('/audit/export', operator);
  const lines = (await ndjson.text()).trim().split('\n');
  const exported = { action: 'export_audit', by: 'olga', via: 'dashboard' };
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { action: 'sign_in', by: 'vera' },
    { action: 'sign_in', by: 'olga' },
    { action: 'discard', by: 'olga' },
    { ...exported, detail: 'csv', outcome: 'exported' },
    { ...exported, detail: 'ndjson' },
  ]);
  expect((await get('/audit/export?format=csv', viewer)).status).toBe(403);
  expect((await get('/audit/export?format=xls', operator)).status).toBe(400);
  for (const query of [
    '?action=nothing',
    '?before=x',
    '?before=99999999999999999999-1',
    '?before=1-99999999999999999999',
    '?before=0-0',
    `?by=${'x'.repeat(261)}`,
  ]) {
    expect([query, (await get(`/audit${query}`)).status]).toEqual([query, 400]);
  }
  expect(await readJson(await get('/audit?by=nobody'))).toEqual({ entries: [] });
});

test("the board's actions stand in the audit log", async () => {
  await makeDeadLetters(['one']);
  const path = '/queues/api/queues/events/one/retry';
  expect((await askAs(dashboard, viewer, path, { method: 'PUT' })).status).toBe(403);
  expect((await askAs(dashboard, operator, path, { method: 'PUT' })).status).toBe(204);
  expect((await askAs(dashboard, operator, path, { method: 'PUT' })).status).toBe(400);
  const line = { action: 'board', by: 'olga', via: 'board', deliveryId: 'one' };
  expect(await auditOf()).toMatchObject([
    { ...line, outcome: 'refused_400' },
    { ...line, detail: 'retry events', outcome: 'done' },
  ]);
});

describe('the confirmations that are owed', () => {
  test.each(['owed', 'no_recipient', 'uncertain', 'dead'])('%s are a list', async (kind) => {
    expect(await readJson(await get(`/waiting/${kind}`))).toEqual({
      kind,
      page: 1,
      pages: 1,
      total: 0,
      confirmations: [],
    });
    expect(await (await page(`/waiting/${kind}`)).text()).toContain('There are none.');
  });

  test.each([
    ['/waiting/nothing', 404],
    ['/waiting/toString', 404],
    ['/waiting/owed?page=-1', 400],
  ])('%s is answered with %d', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});

test.each([
  '/dead-letters/one/redrive',
  '/dead-letters/one/discard',
  '/dead-letters/redrive?reason=mailbox_refused',
  '/quarantine/kept/release',
  '/quarantine/kept/discard',
  '/quarantine/release?reason=invalid_event',
  '/bulk/x/stop',
])('POST %s is refused to a viewer, and changes nothing', async (path) => {
  await makeDeadLetters(['one']);
  await system.keep('kept', '{"type":"order.changed","data":{"orderNo":"ORDER-1"}}');
  const response = await post(path, { reason: 'I want it' }, viewer);
  expect([response.status, await codeOf(response)]).toEqual([403, 'forbidden']);
  expect((await page(path.replace(/\/(discard|stop)$/, ''))).status).not.toBe(500);
  expect(await countDeadLetters()).toBe(1);
  expect(await readJson(await get('/quarantine'))).toMatchObject({
    items: [{ deliveryId: 'kept' }],
  });
  expect(await auditOf()).toEqual([]);
});

test.each([
  ['/dead-letters/one/discard', 'id="discard-reason"'],
  ['/dead-letters/redrive?reason=mailbox_refused', 'id="reason"'],
  ['/quarantine/kept/release', 'id="release-reason"'],
])('what was written into the form of %s outlives the session', async (path, field) => {
  await makeDeadLetters(['one']);
  await system.keep('kept', '{"type":"order.changed","data":{"orderNo":"ORDER-1"}}');
  const headers = { Accept: 'text/html' };
  const login = await dashboard.ask(path, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ reason: 'kept words' }),
  });
  expect(login.status).toBe(401);
  const hidden = [...(await login.text()).matchAll(/name="(draft[^"]*)" value="([^"]*)"/g)];
  const fields = hidden.map(([, name = '', value = '']) => [name, value] as const);
  const body = new URLSearchParams({ ...Object.fromEntries(fields), ...operator });
  const shown = await dashboard.ask('/login', { method: 'POST', headers, body });
  expect(shown.status).toBe(200);
  const text = await shown.text();
  expect(text.slice(text.indexOf(field))).toMatch(/^[^<]*>\s*kept words<\/textarea/);
  expect(await auditOf()).toEqual([]);
});

test('a script of ours is served to those who are logged in', async () => {
  const response = await get('/assets/live.js');
  expect(response.headers.get('Content-Type')).toMatch(/^text\/javascript/);
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect((await dashboard.ask('/assets/live.js')).status).toBe(401);
  expect((await get('/assets/../src/app.ts')).status).toBe(404);
  expect((await get('/assets/%2e%2e/package.json')).status).toBe(404);
});
