import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { findTestChromium, startTestRedis } from '@ticketpost/testkit';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { PasswordUser } from '@ticketpost/settings/dashboard';
import { fillSystem, type FilledSystem } from '../support/fill-system.ts';
import { startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { makeUsers, operator } from '../support/test-users.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let system: FilledSystem;
let dashboard: RunningDashboard;
let browser: Browser;
let users: PasswordUser[];
let context: BrowserContext;
let page: Page;
/** What the browser refused or failed at; network failures are part of the tests. */
let complaints: string[];

beforeAll(async () => {
  redis = await startTestRedis();
  users = await makeUsers();
  system = fillSystem(redis.url);
  const executablePath = await findTestChromium();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  await system.stop();
  await redis.stop();
});

beforeEach(async () => {
  await system.redis.flushall();
  dashboard = await startDashboard({ redisUrl: redis.url, users });
  context = await browser.newContext();
  page = await logIn(context);
});
afterEach(async () => {
  await context.close();
  await dashboard.stop();
});

async function logIn(where: BrowserContext): Promise<Page> {
  const opened = await where.newPage();
  complaints = [];
  opened.on('pageerror', (error) => complaints.push(error.message));
  opened.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  await opened.goto(`${dashboard.url}/login?next=/`);
  await opened.fill('#name', operator.name);
  await opened.fill('#password', operator.password);
  await opened.click('main button');
  await opened.waitForURL(`${dashboard.url}/`);
  return opened;
}

const status = (state: string) => page.waitForSelector(`[data-live-status][data-state=${state}]`);
const headline = () => page.locator('h1');

test('the overview changes by itself, and keeps the focus', async () => {
  await status('live');
  await page.focus('[data-live-part=figures] a[href="/quarantine"]');
  await system.keep('one', '{}');
  await page.waitForSelector('text=1 delivery in quarantine');
  await page.waitForSelector('[data-live-part=figures] a[href="/quarantine"]:focus');
  expect(await headline().getAttribute('aria-live')).toBe('polite');
  expect(await headline().textContent()).toBe('3 things need a person');
  expect(complaints).toEqual([]);
});

test('it says when Redis does not answer, and since when, and recovers', async () => {
  await status('live');
  await redis.kill();
  await status('away');
  expect(await page.textContent('[data-live-status]')).toMatch(
    /^Redis does not answer\. As of \d\d:\d\d:\d\d UTC\.$/,
  );
  expect(await headline().textContent()).toBe('Redis does not answer');
  await redis.restart();
  await status('live');
  expect(await headline().textContent()).toBe('2 things need a person');
});

test('it reconnects to a dashboard that was started again', async () => {
  await status('live');
  const port = Number(new URL(dashboard.url).port);
  await dashboard.stop();
  await status('reconnecting');
  dashboard = await startDashboard({ redisUrl: redis.url, users, port });
  await status('live');
});

test('it says when the session has ended, and leads to the login and back', async () => {
  await status('live');
  const other = await context.newPage();
  await other.goto(`${dashboard.url}/logout`);
  await other.click('main button');
  await status('ended');
  expect(await page.textContent('[data-live-status]')).toContain('Your session has ended.');
  expect(await page.getAttribute('[data-live-status] a', 'href')).toBe('/login?next=%2F');
});

test('it finds out after a restart that the session is none any more', async () => {
  await status('live');
  const port = Number(new URL(dashboard.url).port);
  await dashboard.stop();
  await status('reconnecting');
  const sessionSecret = 'another secret, long enough for it all';
  dashboard = await startDashboard({ redisUrl: redis.url, users, port, sessionSecret });
  await status('ended');
});

test('a page that was opened while Redis was away comes by itself when it is back', async () => {
  redis.freeze();
  await page.reload();
  expect(await headline().textContent()).toBe('Redis does not answer');
  redis.thaw();
  await status('live');
});

test('a bulk is followed to its end', async () => {
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
  await page.goto(`${dashboard.url}/bulk/x`);
  await status('live');
  await page.click('text=Stop');
  await page.waitForSelector('h1:has-text("Stopping")');
  await system.redis.hset('ticketpost:bulk:x', {
    status: 'stopped',
    endedAt: new Date().toISOString(),
  });
  await page.waitForSelector('h1:has-text("Stopped")');
  await page.waitForSelector('text=Begin again…');
  expect(complaints).toEqual([]);
});

test('without scripts the overview is whole, and says of when it is', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  page = await logIn(plain);
  expect(await headline().textContent()).toBe('2 things need a person');
  expect(await page.textContent('[data-live-status]')).toMatch(/As of \d\d:\d\d:\d\d UTC\. Load/);
  await plain.close();
});
