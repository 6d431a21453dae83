import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { createOutbound } from '@ticketpost/outbound';
import { createLogger } from '@ticketpost/runtime';
import { findFreePort, findTestChromium } from '@ticketpost/testkit';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { createOidc, type DashboardOidc } from '../../src/oidc/create-oidc.ts';
import { clientId, clientSecret } from '../support/oidc-stand-in.ts';
import { fillSystem, type FilledSystem } from '../support/fill-system.ts';
import type { RunningDashboard } from '../support/start-dashboard.ts';
import { startLogin, type StartedLogin } from '../support/start-login.ts';
import { startOidcProvider } from '../support/start-oidc-provider.ts';
import { until } from '../support/until.ts';

let login: StartedLogin;
let provider: Awaited<ReturnType<typeof startOidcProvider>>;
let oidc: DashboardOidc;
let dashboard: RunningDashboard;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let system: FilledSystem;

beforeAll(async () => {
  // It tells at length what it thinks of being used in tests.
  for (const level of ['info', 'warn'] as const) {
    jest.spyOn(console, level).mockImplementation(() => undefined);
  }
  login = await startLogin();
  system = fillSystem(login.redis.url);
  const port = await findFreePort();
  const dashboardUrl = `http://127.0.0.1:${port}`;
  provider = await startOidcProvider({ dashboardUrl });
  oidc = createOidc({
    ...{ issuer: provider.issuer, clientId, clientSecret, dashboardUrl, scope: 'openid groups' },
    ...{ roleClaim: 'groups', nameClaim: 'sub', viewers: [] },
    operators: ['ticketpost-operators'],
    outbound: createOutbound({ environment: 'test', outboundPrivateHosts: [] }),
    logger: createLogger({ app: 'test', level: 'silent' }),
  });
  dashboard = await login.start({ port, dashboardUrl, login: { oidc } });
  await until(() => oidc.isAvailable());
  const executablePath = await findTestChromium();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  oidc.close();
  await system.stop();
  await login.clear();
  await login.stop();
  await provider.stop();
});
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    const isOurs = message.location().url.startsWith(dashboard.url);
    if (isOurs && message.type() === 'error' && !message.text().includes('status of 401')) {
      complaints.push(message.text());
    }
  });
});
afterEach(() => context.close());

/** As far as the page of ours that somebody wanted. */
async function logInThere(): Promise<void> {
  await page.click('text=Log in with single sign-on');
  await page.fill('input[name=login]', 'tara');
  await page.fill('input[name=password]', 'any');
  await page.click('button[type=submit]');
  await page.click('button:has-text("Continue")');
}

test('somebody logs in at a provider on another site, and is where they wanted to be', async () => {
  await page.goto(`${dashboard.url}/orders?q=x`);
  await logInThere();
  await page.waitForURL(`${dashboard.url}/orders?q=x`);
  await page.waitForSelector('.who >> text=oidc:tara');
  await page.goto(`${dashboard.url}/`);
  await page.waitForSelector('[data-live-status][data-state=live]');

  await page.click('text=Log out');
  await page.waitForSelector('text=You are logged out here');
  await page.goto(`${dashboard.url}/orders`);
  await page.waitForSelector('h1:has-text("Log in")');
  expect(complaints).toEqual([]);
});

test('a form that outlived its session is there again after the login', async () => {
  await page.goto(`${dashboard.url}/`);
  await logInThere();
  await page.waitForSelector('[data-live-status][data-state=live]');
  await system.makeDeadLetters(['one'], 'odd: x');
  await page.goto(`${dashboard.url}/dead-letters/one`);
  await page.fill('#discard-reason', 'she <wrote> & called');
  await login.client.del(await login.client.keys('ticketpost:dashboard:session:*'));
  await page.click('button:has-text("Discard")');
  await page.waitForSelector('text=You were logged out in the meantime');
  // The provider remembers who somebody is, and asks nothing again.
  await page.click('text=Log in with single sign-on');
  await page.waitForSelector('#discard-reason');
  expect(await page.inputValue('#discard-reason')).toBe('she <wrote> & called');
  expect(complaints).toEqual([]);
});
