import { describe, expect, test } from '@jest/globals';
import { preparePages, readJson } from '../support/prepare-pages.ts';
import { codeOf } from '../support/start-dashboard.ts';
import { operator } from '../support/test-users.ts';

const { ask, get, page, post, countDeadLetters, makeDeadLetters, auditOf } = preparePages();

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
    const response = await ask(operator, '/dead-letters/one/discard', {
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
    const shown = await ask(operator, '/dead-letters/one/discard', {
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
