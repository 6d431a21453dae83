import { describe, expect, test } from '@jest/globals';
import { preparePages, readJson } from '../support/prepare-pages.ts';
import { codeOf } from '../support/start-dashboard.ts';
import { operator, viewer } from '../support/test-users.ts';
import { until } from '../support/until.ts';

const { ask, get, page, post, redis, keep, countDeadLetters, makeDeadLetters, auditOf } =
  preparePages();

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
    const begun = await ask(operator, path, {
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
    await keep('one', '{"type":"order.changed","data":{"orderNo":"ORDER-1"}}');
    const begun = await post('/quarantine/release?reason=invalid_event', { reason: 'mended' });
    expect(begun.status).toBe(202);
    const { id } = await readJson<{ id: string }>(begun);
    expect(await untilEnded(id)).toMatchObject({ status: 'done', outcomes: { released: 1 } });
  });

  test('is there once: a second operator hears of it, a double click leads to it', async () => {
    await makeDeadLetters(['one']);
    await redis().hset('ticketpost:bulk:x', {
      kind: 'redrive',
      reason: 'mailbox_refused',
      by: 'otto',
      beganAt: new Date().toISOString(),
      status: 'running',
      outcomes: '{"redriven":1}',
      total: 5,
    });
    await redis().set('ticketpost:bulk:running:redrive', 'x', 'PX', 60_000);
    const refused = await post(path, { reason: 'mine' });
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'bulk_occupied']);
    const fields = { reason: 'mine' };
    const told = await ask(operator, path, { page: true, fields });
    expect(told.status).toBe(409);
    expect(await told.text()).toContain('otto is redriving all of');
    expect(await (await page('/dead-letters')).text()).toContain('href="/bulk/x"');
    await redis().hset('ticketpost:bulk:x', 'by', operator.name);
    const own = await ask(operator, path, { page: true, fields });
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
    await redis().del('ticketpost:bulk:running:redrive');
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
