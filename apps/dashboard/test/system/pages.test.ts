import { describe, expect, test } from '@jest/globals';
import { preparePages, readJson } from '../support/prepare-pages.ts';
import { codeOf } from '../support/start-dashboard.ts';
import { operator, viewer } from '../support/test-users.ts';

const { ask, get, page, post, askAsNobody, keep, countDeadLetters, makeDeadLetters, auditOf } =
  preparePages();

describe('the overview', () => {
  test('says in words and figures how everything is', async () => {
    await makeDeadLetters(['one', 'two']);
    await keep('kept', '{}');
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
  expect((await ask(viewer, path, { method: 'PUT' })).status).toBe(403);
  expect((await ask(operator, path, { method: 'PUT' })).status).toBe(204);
  expect((await ask(operator, path, { method: 'PUT' })).status).toBe(400);
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
  await keep('kept', '{"type":"order.changed","data":{"orderNo":"ORDER-1"}}');
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
  await keep('kept', '{"type":"order.changed","data":{"orderNo":"ORDER-1"}}');
  const headers = { Accept: 'text/html' };
  const login = await askAsNobody(path, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ reason: 'kept words' }),
  });
  expect(login.status).toBe(401);
  const hidden = [...(await login.text()).matchAll(/name="(draft[^"]*)" value="([^"]*)"/g)];
  const fields = hidden.map(([, name = '', value = '']) => [name, value] as const);
  const body = new URLSearchParams({ ...Object.fromEntries(fields), ...operator });
  const shown = await askAsNobody('/login', { method: 'POST', headers, body });
  expect(shown.status).toBe(200);
  const text = await shown.text();
  expect(text.slice(text.indexOf(field))).toMatch(/^[^<]*>\s*kept words<\/textarea/);
  expect(await auditOf()).toEqual([]);
});

test('a script of ours is served to those who are logged in', async () => {
  const response = await get('/assets/live.js');
  expect(response.headers.get('Content-Type')).toMatch(/^text\/javascript/);
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect((await askAsNobody('/assets/live.js')).status).toBe(401);
  expect((await get('/assets/../src/app.ts')).status).toBe(404);
  expect((await get('/assets/%2e%2e/package.json')).status).toBe(404);
});
