import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findTestChromium } from '@ticketpost/testkit';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { RenderMail } from '../../src/orders/mail/create-mail-renderer.ts';
import { createSessionStore } from '../../src/sessions/session-store.ts';
import { buildOrder, fillOrders } from '../support/fill-orders.ts';
import { fillSystem, type FilledSystem } from '../support/fill-system.ts';
import { sessionSecret, type RunningDashboard } from '../support/start-dashboard.ts';
import { startLogin, type StartedLogin } from '../support/start-login.ts';
import { operator } from '../support/test-users.ts';
import { until } from '../support/until.ts';

let login: StartedLogin;
let orders: ReturnType<typeof fillOrders>;
let system: FilledSystem;
let dashboard: RunningDashboard;
let elsewhere: Server;
let elsewhereUrl: string;
let browser: Browser;
let page: Page;
let mailPath: string;
/** What the browser refused, failed at, or asked of another site. */
let complaints: string[];
/** What another site was asked for. */
const asked: string[] = [];

/** A mail as bad as one can be. */
const renderMail: RenderMail = () =>
  Promise.resolve({
    kind: 'rendered',
    mail: {
      subject: '<script>document.title = "subject"</script>',
      text: '<script>document.title = "text"</script>',
      html: `<!doctype html><html><head>
        <link rel="stylesheet" href="${elsewhereUrl}/style.css">
        <style>@import url("${elsewhereUrl}/import.css"); body { background: url("${elsewhereUrl}/background.png") }</style>
        <meta http-equiv="refresh" content="0; url=${elsewhereUrl}/refresh">
        <script>document.title = 'ran'; fetch('${elsewhereUrl}/fetch'); top.location = '${elsewhereUrl}/top';</script>
        <script src="${elsewhereUrl}/script.js"></script><script src="/assets/live.js"></script>
      </head><body onload="document.title = 'ran'"><p id="mail">The mail</p>
        <img src="${elsewhereUrl}/picture.png" onerror="document.title = 'ran'">
        <svg onload="document.title = 'ran'"></svg>
        <iframe src="${elsewhereUrl}/frame"></iframe>
        <object data="${elsewhereUrl}/object"></object>
        <video src="${elsewhereUrl}/video" autoplay></video>
        <form id="form" method="post" action="/orders/A%2F1/erase"><button id="send">x</button></form>
        <a id="link" href="javascript:document.title = 'ran'" target="_top">x</a>
        <a id="away" href="${elsewhereUrl}/link" target="_top">x</a>
      </body></html>`,
      attachments: [],
    },
  });

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  login = await startLogin();
  orders = fillOrders(login.redis.url);
  system = fillSystem(login.redis.url);
  dashboard = await login.start({ renderMail });
  const order = buildOrder('A/1');
  const { ticketSetId } = await orders.addSent(order, { mailed: { order } });
  mailPath = `/orders/A%2F1/mail/${ticketSetId}`;
  await system.makeDeadLetters(['dead'], 'odd: x');
  await system.keep('kept', '{"type":"order.changed","data":{"orderNo":"ORDER-1"}}');
  await system.redis.hset('ticketpost:bulk:x', {
    ...{ kind: 'redrive', reason: 'odd', by: 'otto', beganAt: new Date().toISOString() },
    ...{ status: 'running', outcomes: '{}', total: '5' },
  });
  await system.redis.set('ticketpost:bulk:running:redrive', 'x', 'PX', 600_000);
  const executablePath = await findTestChromium();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  await system.stop();
  await orders.stop();
  await login.clear();
  await login.stop();
  elsewhere.close();
});

beforeEach(async () => {
  asked.length = 0;
  complaints = [];
  const context = await browser.newContext({ baseURL: dashboard.url });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    // What a page of ours says by its status is no complaint of the browser.
    const isStatus = text.includes('the server responded with a status');
    if (['error', 'warning'].includes(message.type()) && !isStatus) complaints.push(text);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(dashboard.url) && !url.startsWith('data:')) complaints.push(url);
  });
  await page.goto('/login');
  await page.fill('#name', operator.name);
  await page.fill('#password', operator.password);
  await page.click('main button');
  await page.waitForURL('/');
});
afterEach(() => page.context().close());

describe('the browser refuses nothing on', () => {
  test.each([
    '/',
    '/orders',
    '/orders/A%2F1',
    '/orders/A%2F1/erase',
    '/orders/nobody',
    '/dead-letters',
    '/dead-letters/dead',
    '/dead-letters/redrive?reason=odd',
    '/quarantine',
    '/quarantine/kept?show=body',
    '/waiting/owed',
    '/audit',
    '/bulk/x',
    '/logout',
    '/nope',
    '/audit?before=x',
  ])('%s', async (path) => {
    await page.goto(path);
    if (path === '/' || path === '/bulk/x') {
      await page.waitForSelector('[data-live-status][data-state=live]');
    }
    expect(complaints).toEqual([]);
  });

  test('the login, and the pages of a login that failed', async () => {
    await page.context().clearCookies();
    await page.goto('/orders');
    await page.fill('#name', 'nobody');
    await page.fill('#password', 'wrong');
    await page.click('main button');
    await page.waitForSelector('text=do not go together');
    expect(complaints).toEqual([]);
  });

  test('the board, where an operator still changes things', async () => {
    await page.goto('/queues/queue/events?status=failed');
    await page.getByText('order.ticketed').first().waitFor();
    const answer = page.waitForResponse((response) => response.request().method() === 'PUT');
    await page.locator('[class^=jobActions] button:has(.lucide-refresh-cw)').first().click();
    const confirm = page.getByRole('button', { name: 'Confirm' });
    await confirm.click({ timeout: 3000 }).catch(() => undefined);
    expect((await answer).status()).toBeLessThan(300);
    await page.goto('/queues/queue/quarantine');
    await page.getByText('invalid_event').first().waitFor();
    expect(complaints).toEqual([]);
  });
});

test('a mail runs nothing, loads nothing, sends nothing and leads nowhere', async () => {
  await page.goto(mailPath);
  const frame = page.frameLocator('.mail-frame');
  await frame.locator('#mail').waitFor();
  const title = await page.title();
  await frame.locator('#send').click();
  await frame.locator('#link').click();
  await frame.locator('#away').click();
  // It had its time when another frame of it has been loaded anew.
  const again = page.waitForResponse((response) => response.url().endsWith('/body.html'));
  await page.reload();
  await again;
  await frame.locator('#mail').waitFor();
  expect(asked).toEqual([]);
  expect(page.url()).toBe(`${dashboard.url}${mailPath}`);
  expect([title, await page.title()]).toEqual([title, title]);
  expect(await frame.locator('title').count()).toBe(0);
  expect(await orders.ledger.read('A/1').then((order) => order?.timeline.at(-1)?.event)).toBe(
    'sent',
  );
});

test('a mail has no token of the session in its forms', async () => {
  const body = await page.context().request.get(`${mailPath}/body.html`);
  expect(await body.text()).not.toContain('formToken');
});

test.each([
  ['text that would become markup', "document.body.innerHTML = '<img src=x>'"],
  ['a script that would be loaded', "document.createElement('script').src = '/assets/live.js'"],
  ['a policy of its own', "trustedTypes.createPolicy('another', {})"],
])('a page of ours takes no %s', async (_what, words) => {
  await page.goto('/orders');
  const outcome = await page.evaluate(
    `(() => { try { ${words}; return 'done'; } catch (error) { return error.name; } })()`,
  );
  expect(outcome).toBe('TypeError');
});

test('a page that nobody uses logs out by itself, its stream with it', async () => {
  await page.goto('/');
  await page.waitForSelector('[data-live-status][data-state=live]');
  const keys = await system.redis.keys('ticketpost:dashboard:session:*');
  const store = createSessionStore({
    redis: system.redis,
    secret: sessionSecret,
    maxLifeMs: 60_000,
  });
  for (const key of keys) {
    const id = key.split(':').at(-1) ?? '';
    const record = await store.read(id);
    if (record === undefined) continue;
    const { current } = record;
    await store.change(id, { current, record: { ...record, usedAt: 0 }, lifeMs: 60_000 });
  }
  await page.waitForSelector('[data-live-status][data-state=ended]');
  expect(await page.textContent('[data-live-status]')).toContain('Your session has ended.');
  await until(async () => (await system.redis.exists(...keys)) < keys.length);
});
