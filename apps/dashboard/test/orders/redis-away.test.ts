import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { waitForHttp } from '@ticketpost/testkit';
import { buildOrder } from '../support/fill-orders.ts';
import { codeOf } from '../support/start-dashboard.ts';
import { operator, startOrders, textOf, type StartedOrders } from '../support/start-orders.ts';
import { basic } from '../support/test-users.ts';

let started: StartedOrders;

beforeAll(async () => {
  started = await startOrders();
});
afterAll(() => started.stop());
beforeEach(async () => {
  await started.redis.restart();
  await recover();
  await started.orders.addSent(buildOrder('A/1', '781-2400000001'));
});

const recover = () =>
  waitForHttp(`${started.dashboard.url}/orders?q=x`, {
    timeoutMs: 20_000,
    headers: { Authorization: basic(operator) },
  });

test.each([
  [
    'is killed',
    () => started.redis.kill(),
    async () => {
      await started.redis.restart();
    },
  ],
  [
    'is frozen',
    () => {
      started.redis.freeze();
      return Promise.resolve();
    },
    () => {
      started.redis.thaw();
      return Promise.resolve();
    },
  ],
])(
  'while Redis %s, pages say so in bounded time, keep forms, and come back',
  async (_what, go, comeBack) => {
    await go();
    for (const path of [
      '/orders?q=A',
      '/orders/A%2F1',
      '/orders/A%2F1/erase',
      '/orders/A%2F1/mail/x',
    ]) {
      const page = await started.askPage(path);
      expect([path, page.status, page.headers.get('Retry-After')]).toEqual([path, 503, '5']);
      expect(textOf(await page.text())).toContain('Redis does not answer');
      const json = await started.ask(path);
      expect([path, json.status, await codeOf(json)]).toEqual([path, 503, 'redis_unavailable']);
    }
    const form = await started.send('/orders/A%2F1/resend', { reason: 'lost <it>', to: '' });
    const kept = await form.text();
    expect([form.status, form.headers.get('Retry-After')]).toEqual([503, '5']);
    expect(kept).toContain('action="/orders/A%2F1/resend"');
    expect(kept).toContain('lost &lt;it&gt;</textarea');
    const login = await started.dashboard.ask('/login', {
      method: 'POST',
      headers: { Accept: 'text/html' },
      body: new URLSearchParams({
        ...operator,
        draft: '/orders/A%2F1/resend',
        'draft.reason': 'lost <it>',
      }),
    });
    const keptAtLogin = await login.text();
    expect([login.status, login.headers.get('Refresh')]).toEqual([503, null]);
    expect(keptAtLogin).toContain('action="/orders/A%2F1/resend"');
    expect(keptAtLogin).toContain('lost &lt;it&gt;</textarea');
    expect((await started.askPage('/orders')).status).toBe(200);
    await comeBack();
    await recover();
    await started.orders.record('B/1', { event: 'incomplete', missing: ['passengers'] });
    expect((await started.askPage('/orders/B%2F1')).status).toBe(200);
  },
);
