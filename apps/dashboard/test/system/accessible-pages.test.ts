import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import { findTestChromium, startTestRedis } from '@ticketpost/testkit';
import { chromium, type Browser, type Page } from 'playwright-core';
import { askAs } from '../support/ask-as.ts';
import { fillSystem, type FilledSystem } from '../support/fill-system.ts';
import { startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { basic, makeUsers, operator } from '../support/test-users.ts';
import { until } from '../support/until.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let system: FilledSystem;
let dashboard: RunningDashboard;
let browser: Browser;

beforeAll(async () => {
  redis = await startTestRedis();
  system = fillSystem(redis.url);
  dashboard = await startDashboard({ redisUrl: redis.url, users: await makeUsers() });
  await system.makeDeadLetters(
    Array.from({ length: 60 }, (_, n) => `dead-${n}`),
    'mailbox_refused: 550 5.1.1 no such mailbox',
  );
  await system.makeDeadLetters(['uncertain'], 'uncertain: a copy may be out');
  await system.keep('kept', '{"type":"order.changed","data":{"orderNo":"ORDER-1"}}');
  await system.keep('broken', '{', 'malformed_json');
  await system.redis.hset('ticketpost:bulk:x', {
    kind: 'redrive',
    reason: 'mailbox_refused',
    by: 'otto',
    beganAt: '2026-01-02T03:04:05.000Z',
    status: 'stopped',
    stoppedBy: 'olga',
    endedAt: '2026-01-02T03:05:05.000Z',
    outcomes: '{"redriven":3,"already_sent":1}',
    total: 60,
  });
  await askAs(dashboard, operator, '/quarantine/broken/release', { fields: { reason: 'try' } });
  await until(async () => {
    const response = await askAs(dashboard, operator, '/dead-letters');
    return ((await response.json()) as { total: number }).total === 61;
  });
  const executablePath = await findTestChromium();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  await dashboard.stop();
  await system.stop();
  await redis.stop();
});

const paths = [
  '/',
  '/dead-letters',
  '/dead-letters?reason=mailbox_refused&page=2',
  '/dead-letters?reason=never_heard_of',
  '/dead-letters/dead-1',
  '/dead-letters/redrive?reason=mailbox_refused',
  '/quarantine',
  '/quarantine/kept?show=body',
  '/quarantine/broken',
  '/quarantine/release?reason=invalid_event',
  '/bulk/x',
  '/waiting/no_recipient',
  '/audit',
  '/audit?by=nobody',
];

describe.each([
  ['light, on a desk', 'light', 1280],
  ['dark, on a phone', 'dark', 375],
] as const)('%s', (_name, colorScheme, width) => {
  let page: Page;

  beforeAll(async () => {
    const viewport = { width, height: 800 };
    const extraHTTPHeaders = { Authorization: basic(operator) };
    const context = await browser.newContext({ colorScheme, viewport, extraHTTPHeaders });
    page = await context.newPage();
  });
  afterAll(() => page.context().close());

  test.each(paths)('%s is for everybody, and fits', async (path) => {
    await page.goto(`${dashboard.url}${path}`);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });
});
