import { describe, expect, test } from '@jest/globals';
import { prepareSessions } from '../support/prepare-sessions.ts';
import { asScript, cookieOf } from '../support/start-dashboard.ts';
import { operator } from '../support/test-users.ts';
import { until } from '../support/until.ts';

const { login, dashboard, ask, statusWith } = prepareSessions();

describe('while Redis is away', () => {
  const page = { Accept: 'text/html' };

  test.each(['killed', 'frozen'])('nobody is in, and it says so, when it is %s', async (how) => {
    const cookie = await dashboard.logIn(operator);
    if (how === 'killed') await login.redis.kill();
    else login.redis.freeze();
    try {
      for (const path of ['/', '/orders', '/queues/', '/queues/api/queues', '/logout', '/nope']) {
        const answer = await ask(cookie, path);
        const { code } = (await answer.json()) as { code: string };
        expect([path, answer.status, code]).toEqual([path, 503, 'redis_unavailable']);
      }
      const shown = await dashboard.ask('/orders', { headers: { ...page, Cookie: cookie } });
      expect([shown.status, shown.headers.get('Refresh')]).toEqual([503, '5']);
      expect(await shown.text()).toContain('Redis does not answer');
      const body = new URLSearchParams(operator);
      const late = await dashboard.ask('/login', { method: 'POST', headers: page, body });
      expect([late.status, cookieOf(late)]).toEqual([503, '']);
      // Whoever has no cookie is nobody, whatever Redis says.
      expect((await dashboard.ask('/orders')).status).toBe(401);
    } finally {
      if (how === 'killed') await login.redis.restart();
      else login.redis.thaw();
    }
  });

  test('a form is kept, and carried out when it is sent again', async () => {
    const cookie = await dashboard.logIn(operator);
    const { 'X-XSRF-TOKEN': formToken } = asScript(cookie);
    const headers = { ...page, Cookie: cookie };
    const fields = { reason: 'lost <it>', formToken: formToken ?? '' };
    const send = () =>
      dashboard.ask('/dead-letters/none/discard', {
        method: 'POST',
        headers,
        body: new URLSearchParams(fields),
      });
    login.redis.freeze();
    const late = await send().finally(() => {
      login.redis.thaw();
    });
    const kept = await late.text();
    expect(late.status).toBe(503);
    expect(kept).toContain('action="/dead-letters/none/discard"');
    expect(kept).toContain('lost &lt;it&gt;</textarea');
    expect(kept).toContain(`name="formToken" value="${formToken}"`);
    await until(async () => (await statusWith(cookie, '/dead-letters')) === 200);
    expect((await send()).status).toBe(404);
  });

  test('a form outlives a Redis that lost all sessions', async () => {
    const cookie = await dashboard.logIn(operator);
    await login.client.flushall();
    const late = await dashboard.ask('/dead-letters/none/discard', {
      method: 'POST',
      headers: { ...page, Cookie: cookie },
      body: new URLSearchParams({ reason: 'lost <it>' }),
    });
    expect(late.status).toBe(401);
    expect(await late.text()).toContain('name="draft.reason" value="lost &lt;it&gt;"');
  });
});
