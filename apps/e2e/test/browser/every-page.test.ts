import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { findBarriers, findOverflow } from './find-barriers.ts';
import { reloadUntil } from './reload-until.ts';
import { startBrowserSystem, type BrowserSystem } from './start-browser-system.ts';

/** What there is to look at. */
interface Exhibits {
  sent: string;
  dead: string;
  withoutRecipient: string;
  deadLetter: string;
  quarantined: string;
  mail: string;
  bulk: string;
}

let system: BrowserSystem;
let exhibits: Exhibits;

const pages: Readonly<Record<string, (about: Exhibits) => string>> = {
  'the overview': () => '/',
  'the search box': () => '/orders',
  'orders that were found': () => '/orders?q=PNR001',
  'nothing that was found': () => '/orders?q=NOBODY1',
  'a sent order': ({ sent }) => `/orders/${sent}`,
  'a refused mailbox': ({ dead }) => `/orders/${dead}`,
  'an order without an address': ({ withoutRecipient }) => `/orders/${withoutRecipient}`,
  'an unknown order': () => '/orders/NOBODY1',
  'the form that erases': ({ sent }) => `/orders/${sent}/erase`,
  'a mail': ({ mail }) => mail,
  'dead letters': () => '/dead-letters?reason=mailbox_refused',
  'a dead letter': ({ deadLetter }) => `/dead-letters/${deadLetter}`,
  'the form of a bulk': () => '/dead-letters/redrive?reason=mailbox_refused',
  'a bulk': ({ bulk }) => bulk,
  'the quarantine': () => '/quarantine',
  'a quarantined delivery': ({ quarantined }) => `/quarantine/${quarantined}?show=body`,
  'what waits': () => '/waiting/no_recipient',
  'the audit log': () => '/audit',
  'the way out': () => '/logout',
  'no such page': () => '/nowhere',
};

beforeAll(async () => {
  system = await startBrowserSystem();
  const [sent, dead, withoutRecipient] = await Promise.all([
    system.makeOrder({ passengers: [{}, { name: 'SAMPLE/SOMEBODY ELSE' }] }),
    system.makeOrder({ outcome: 'dead' }),
    system.makeOrder({ outcome: 'no_recipient' }),
  ]);
  const answer = await system.post({ data: 1 });
  const { deliveryId: quarantined } = (await answer.json()) as { deliveryId: string };
  const page = await system.openPage();
  exhibits = {
    sent: sent.orderNo,
    dead: dead.orderNo,
    withoutRecipient: withoutRecipient.orderNo,
    deadLetter: dead.deliveryId,
    quarantined,
    mail: await findMail(page, sent.orderNo),
    bulk: await redriveAll(page, 'mailbox_refused'),
  };
  await page.goto('/dead-letters?reason=mailbox_refused');
  await reloadUntil(page, page.getByText('Redrive all 1 dead letter'));
}, 60_000);
afterAll(() => system.close());
afterEach(() => {
  expect(system.takeFaults()).toEqual([]);
});

async function findMail(page: Page, orderNo: string): Promise<string> {
  await page.goto(`/orders/${orderNo}`);
  return (await page.getByRole('link', { name: 'Show the mail' }).getAttribute('href')) ?? '';
}

/** The path of the bulk's page, once it is done. */
async function redriveAll(page: Page, reason: string): Promise<string> {
  await page.goto(`/dead-letters?reason=${reason}`);
  const link = page.getByRole('link', { name: 'Redrive all' });
  await reloadUntil(page, link);
  await link.click();
  await page.getByLabel('Reason').fill('to see whether it works');
  await page.getByRole('button', { name: 'Redrive' }).click();
  await page.getByRole('heading', { level: 1 }).getByText('Done').waitFor();
  return new URL(page.url()).pathname;
}

const looks: [string, BrowserContextOptions][] = [
  ['in light colours, on a desk', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['in dark colours, on a phone', { colorScheme: 'dark', viewport: { width: 375, height: 700 } }],
];

describe.each(looks)('%s, nothing hinders anybody on the page of', (_look, options) => {
  let page: Page;
  beforeAll(async () => {
    page = await system.openPage('olga', options);
  });
  afterAll(() => system.closePages());

  test.each(Object.keys(pages))('%s', async (name) => {
    await page.goto(pages[name]?.(exhibits) ?? '');
    expect(await findBarriers(page)).toEqual([]);
  });

  test('the login', async () => {
    await page.context().clearCookies();
    await page.goto('/');
    expect(await findBarriers(page)).toEqual([]);
  });
});

test('a window of 320 px is wide enough for every page', async () => {
  const page = await system.openPage('olga', { viewport: { width: 320, height: 640 } });
  for (const [name, pathOf] of Object.entries(pages)) {
    await page.goto(pathOf(exhibits));
    expect([name, ...(await findOverflow(page))]).toEqual([name]);
  }
});

test('the board of the job queues complains about nothing', async () => {
  const page = await system.openPage('olga');
  await page.goto('/queues/queue/events');
  await page.getByText('order.ticketed').first().waitFor();
});
