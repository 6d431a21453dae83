import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import type { Page } from 'playwright-core';
import { reloadUntil } from './reload-until.ts';
import { startBrowserSystem, type BrowserSystem } from './start-browser-system.ts';
import { startSlowLine, type SlowLine } from './start-slow-line.ts';

let system: BrowserSystem;
let redisLine: SlowLine;
beforeAll(async () => {
  system = await startBrowserSystem({
    ingest: { ATLAS_CLIENT_IDS: 'CLIENT1' },
    dashboard: async ({ redis, redisUrlOf }) => {
      redisLine = await startSlowLine(redis);
      return { REDIS_URL: redisUrlOf('dashboard', redisLine.port) };
    },
  });
}, 60_000);
afterAll(async () => {
  await system.close();
  await redisLine.close();
});
afterEach(async () => {
  await system.closePages();
  expect(system.takeFaults()).toEqual([]);
});

describe('the overview', () => {
  const live = (page: Page) => page.locator('[data-live-status][data-state=live]');
  const status = (page: Page) => page.locator('[data-live-status]');
  const figure = (page: Page, name: string) =>
    page.locator('.figure', { hasText: name }).locator('.value');

  /** A page that is loaded again does not have it any more. */
  const mark = (page: Page) =>
    page.evaluate(() => {
      document.documentElement.setAttribute('data-same', '');
    });
  const isSame = async (page: Page) => (await page.locator('html[data-same]').count()) === 1;

  test('tells of what happens while somebody looks at it', async () => {
    const page = await system.openPage('vera');
    await page.goto('/');
    await live(page).waitFor();
    await mark(page);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('All is well');
    const { orderNo } = await system.makeOrder({ outcome: 'no_recipient' });
    await page.getByRole('heading', { level: 1 }).getByText('1 thing needs a person').waitFor();
    await figure(page, 'Confirmations owed').getByText('1').waitFor();
    await system.makeOrder();
    await page.getByRole('figure').getByText('1', { exact: true }).first().waitFor();
    expect(await isSame(page)).toBe(true);
    await page.getByRole('link', { name: '1 confirmation without a recipient' }).click();
    await page.getByRole('rowheader', { name: orderNo }).waitFor();
  });

  test('comes back by itself after the dashboard was started again', async () => {
    const page = await system.openPage();
    await page.goto('/');
    await live(page).waitFor();
    await mark(page);
    await system.dashboard.kill();
    await status(page).getByText('Reconnecting').waitFor();
    await system.restartDashboard();
    await live(page).waitFor();
    expect(await isSame(page)).toBe(true);
    expect(system.takeFaults().filter((fault) => !fault.includes('net::ERR_'))).toEqual([]);
  });

  test('says that Redis does not answer, and recovers', async () => {
    const page = await system.openPage();
    await page.goto('/');
    await live(page).waitFor();
    await mark(page);
    system.redis.freeze();
    try {
      await status(page).getByText('Redis does not answer').waitFor();
      await page.getByRole('heading', { level: 1 }).getByText('Redis does not answer').waitFor();
    } finally {
      system.redis.thaw();
    }
    await live(page).waitFor();
    await page.getByRole('heading', { level: 1 }).getByText('a person').waitFor();
    expect(await isSame(page)).toBe(true);
  });

  test('says so when one has logged out in another tab', async () => {
    const page = await system.openPage();
    await page.goto('/');
    await live(page).waitFor();
    const other = await page.context().newPage();
    await other.goto('/audit');
    await other.getByRole('button', { name: 'Log out' }).click();
    await status(page).getByText('Your session has ended').waitFor();
    await page.getByRole('link', { name: 'Log in again' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
  });
});

test('dead letters of one reason are redriven all together: watched, stopped, begun again', async () => {
  const orders = await Promise.all(
    Array.from({ length: 60 }, () => system.makeOrder({ outcome: 'dead' })),
  );
  const page = await system.openPage();
  await page.goto('/dead-letters?reason=mailbox_refused');
  await reloadUntil(page, page.getByText('Redrive all 60 dead letters'));
  await page.getByText('Redrive all 60 dead letters').click();
  await page.getByText('20 would go through').waitFor();
  system.accept(...orders.map(({ mailbox }) => mailbox));
  await page.getByLabel('Reason').fill('the provider mended it');
  // So that there is time to stop it.
  redisLine.delayMs = 100;
  try {
    await page.getByRole('button', { name: 'Redrive 60' }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('row', { name: 'Redriven' }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { level: 1 }).getByText('Stopped').waitFor();
  } finally {
    redisLine.delayMs = 0;
  }
  const [handled = 0] = (await page.locator('.card .number').innerText()).split(' of ').map(Number);
  expect(handled).toBeGreaterThan(0);
  expect(handled).toBeLessThan(60);

  await page.getByRole('link', { name: 'Begin again…' }).click();
  await page.getByLabel('Reason').fill('now the rest');
  await page.getByRole('button', { name: /^Redrive \d+$/ }).click();
  await page.getByRole('heading', { level: 1 }).getByText('Done').waitFor();
  for (const { orderNo } of orders) await system.nextMailOf(orderNo);
  expect(orders.filter(({ orderNo }) => system.mailsOf(orderNo).length !== 1)).toEqual([]);
});

test('a delivery is let out of quarantine, with a reason, and its mail goes out', async () => {
  const orderNo = newOrderNo({ sandbox: true });
  const answer = await system.post(buildDelivery({ orderNo, extra: { cid: 'ANOTHER' } }));
  const { deliveryId } = (await answer.json()) as { deliveryId: string };
  const page = await system.openPage('vera');
  await page.goto(`/orders?q=${deliveryId}`);
  await page.getByText('is in quarantine').waitFor();
  await page.getByRole('link', { name: 'Look at it' }).click();
  await page.getByRole('heading', { name: 'A quarantined delivery' }).waitFor();
  expect(await page.getByRole('main').locator('form').count()).toBe(0);
  await page.context().request.post('/login', {
    form: { name: 'olga', password: 'operators open doors' },
  });
  await page.reload();
  const release = page.locator('form', { has: page.getByRole('button', { name: 'Release' }) });
  await release.getByLabel('Reason').fill('it is our second client');
  await release.getByRole('button', { name: 'Release' }).click();
  await page.getByRole('status').getByText('as if it had just come').waitFor();
  await system.nextMailOf(orderNo);
});

test('the audit log says who did what, and why', async () => {
  const { orderNo } = await system.makeOrder({ outcome: 'dead' });
  const page = await system.openPage();
  await page.goto(`/orders/${orderNo}`);
  await page.locator('summary').getByText('Redrive').click();
  await page.getByLabel('Reason').filter({ visible: true }).fill('<i>a look</i>');
  await page.getByRole('button', { name: 'Redrive' }).click();
  await page.getByRole('link', { name: 'Audit' }).click();
  const row = page.getByRole('row').filter({ hasText: orderNo });
  expect(await row.innerText()).toMatch(
    /olga operator, dashboard\s+redrive [^]*<i>a look<\/i>\s+redriven/,
  );
  await page.getByLabel('Action').selectOption('erase');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText('Nobody has done anything yet.').waitFor();
});
