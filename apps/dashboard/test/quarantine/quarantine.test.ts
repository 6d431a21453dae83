import { describe, expect, test } from '@jest/globals';
import { preparePages, readJson } from '../support/prepare-pages.ts';
import { codeOf } from '../support/start-dashboard.ts';
import { operator, viewer } from '../support/test-users.ts';

const { get, page, post, keep, auditOf } = preparePages();

describe('the quarantine', () => {
  const readable = '{"type":"order.changed","data":{"orderNo":"ORDER-1","secret":"K-PASSPORT"}}';

  test('is a list with reasons and problems, and no bodies', async () => {
    await keep('one', readable);
    await keep('two', '{', 'malformed_json');
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
    await keep('one', readable);
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
    await keep('one', readable);
    await keep('two', '{', 'malformed_json');
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
