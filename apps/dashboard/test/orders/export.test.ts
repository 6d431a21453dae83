import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildOrder } from '../support/fill-orders.ts';
import { codeOf } from '../support/start-dashboard.ts';
import { startOrders, viewer, type StartedOrders } from '../support/start-orders.ts';

let started: StartedOrders;
const orderNo = 'A/1"x';
const path = `/orders/${encodeURIComponent(orderNo)}`;

beforeAll(async () => {
  started = await startOrders();
  await started.orders.addSent(buildOrder(orderNo));
});
afterAll(() => started.stop());

const exportsInLog = async () => {
  const lines = await started.orders.redis.xrange('ticketpost:audit', '-', '+');
  return lines
    .map(([, fields]) => JSON.parse(fields[1] ?? '{}') as { action?: string; by?: string })
    .filter(({ action }) => action === 'export');
};

describe('the export of an order', () => {
  test('is a file with all that is held, for operators', async () => {
    const response = await started.ask(`${path}/export`);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toContain('application/json');
    expect(response.headers.get('Content-Disposition')).toBe(
      'attachment; filename=order-A_1_x.json',
    );
    expect(response.headers.get('Cache-Control')).toContain('no-store');
    expect(await response.json()).toMatchObject({
      v: 1,
      orderNo,
      state: 'sent',
      confirmations: [{ state: 'sent', mailed: { order: { orderNo } } }],
    });
    expect(await exportsInLog()).toMatchObject([{ by: 'olga' }]);
  });

  test('is refused to viewers, who see no way to it, and stands in no log then', async () => {
    const before = await exportsInLog();
    const response = await started.ask(`${path}/export`, { as: viewer });
    expect([response.status, await codeOf(response)]).toEqual([403, 'forbidden']);
    expect(await (await started.askPage(path)).text()).toContain(`href="${path}/export"`);
    expect(await (await started.askPage(path, viewer)).text()).not.toContain('/export"');
    expect(await exportsInLog()).toEqual(before);
  });

  test.each(['cross-site', 'same-site'])('is not made for a page that is %s', async (site) => {
    const before = await exportsInLog();
    const response = await started.ask(`${path}/export`, { headers: { 'Sec-Fetch-Site': site } });
    expect([response.status, await codeOf(response)]).toEqual([403, 'cross_site_request']);
    expect(await exportsInLog()).toEqual(before);
  });

  test('is not made by a look at its head', async () => {
    const before = await exportsInLog();
    const response = await started.ask(`${path}/export`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await exportsInLog()).toEqual(before);
  });

  test('of what nobody knows is none', async () => {
    const response = await started.ask('/orders/NOTHING/export');
    expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
  });
});

test('an order that is being erased says so on its page, until it is', async () => {
  await started.post(`${path}/erase`, { reason: 'she asked' });
  const text = await started.see(path);
  expect(text).toContain('Being erased');
  expect(text).not.toContain('Send it again');
  const ledger = started.orders.ledger;
  await ledger.finishErasure(orderNo, { asks: 1, ticketSetIds: [], entries: [] });
  const after = await started.see(path);
  expect(after).toContain('Erased on');
  expect(after).not.toContain('Being erased');
  expect(after).toContain('Look once more for what came since');
});
