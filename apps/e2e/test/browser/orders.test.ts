import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { findOverflow } from './find-barriers.ts';
import { reloadUntil } from './reload-until.ts';
import { people, startBrowserSystem, type BrowserSystem } from './start-browser-system.ts';

let system: BrowserSystem;
beforeAll(async () => {
  system = await startBrowserSystem();
}, 60_000);
afterAll(() => system.close());
afterEach(async () => {
  await system.closePages();
  expect(system.takeFaults()).toEqual([]);
});

const orderPath = (orderNo: string) => `/orders/${encodeURIComponent(orderNo)}`;
const pathOf = (page: Page) => new URL(page.url()).pathname;

/** What stands on top of an order's page. */
const answerOn = (page: Page) => page.getByRole('region', { name: 'How it stands' });

async function logIn(page: Page, password: string = people.olga.password): Promise<void> {
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

async function search(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox').fill(query);
  await page.getByRole('button', { name: 'Find' }).click();
}

async function redrive(page: Page, reason: string): Promise<void> {
  await page.locator('summary').getByText('Redrive').click();
  await page.getByLabel('Reason').filter({ visible: true }).fill(reason);
  await page.getByRole('button', { name: 'Redrive' }).click();
}

test('a wrong password is refused, the right one leads to where one wanted to go, and back out', async () => {
  const { orderNo } = await system.makeOrder();
  const page = await system.openPage('nobody');
  await page.goto(orderPath(orderNo));
  await page.getByLabel('Name').fill('olga');
  await logIn(page, 'guessed');
  expect(await page.getByRole('alert').innerText()).toContain('do not go together');
  expect(await page.getByLabel('Name').inputValue()).toBe('olga');
  await logIn(page);
  expect(pathOf(page)).toBe(orderPath(orderNo));
  expect(await page.getByRole('banner').innerText()).toContain('olga');
  await page.getByRole('button', { name: 'Log out' }).click();
  expect(pathOf(page)).toBe('/login');
  await page.goto(orderPath(orderNo));
  expect(await page.getByRole('heading').innerText()).toBe('Log in');
});

test('an order is found by all that a traveller or the supplier can name', async () => {
  const { orderNo, deliveryId } = await system.makeOrder({
    passengers: [{ airlinePNRs: ['K8Q2ZP'], ticketNos: ['781-2400000017'] }],
  });
  const page = await system.openPage();
  await page.goto('/');
  for (const query of [orderNo, 'k8q2zp', '781 2400000017', deliveryId]) {
    await search(page, ` ${query} `);
    expect(pathOf(page)).toBe(orderPath(orderNo));
  }
  expect(await answerOn(page).innerText()).toMatch(
    /Sent on \d+ \w+ \d{4}, \d\d:\d\d UTC, to t•••@example\.com, accepted by the mail server as “250/,
  );
  await search(page, 'NOBODY1');
  expect(await page.getByRole('status').innerText()).toContain('Nothing found');
});

test('a refused mailbox is told in plain words, and a redrive brings the mail', async () => {
  const { orderNo, mailbox } = await system.makeOrder({ outcome: 'dead' });
  const page = await system.openPage();
  await page.goto(orderPath(orderNo));
  const answer = await answerOn(page).innerText();
  expect(answer).toContain('this mailbox does not exist or takes no mail');
  expect(answer).toContain('Ask the traveller for another address');
  expect(answer).not.toContain(mailbox);

  await redrive(page, 'she says that it works now');
  await page.getByText('Put back on the queue').waitFor();
  await reloadUntil(page, page.getByRole('heading', { name: 'Given up' }).nth(1));
  system.accept(mailbox);
  await redrive(page, 'the mailbox is there');
  expect((await system.nextMailOf(orderNo)).recipients).toEqual([mailbox]);
  await reloadUntil(page, answerOn(page).getByText('Sent on'));
  const story = await page.getByRole('region', { name: 'What happened' }).innerText();
  expect(story).toContain('Redriven by olga');
  expect(story).toContain('the mailbox is there');
  expect(system.mailsOf(orderNo)).toHaveLength(1);
});

test('a confirmation is sent again, to another address; a bad one is shown with all that was written', async () => {
  const { orderNo } = await system.makeOrder();
  await system.nextMailOf(orderNo);
  const page = await system.openPage();
  await page.goto(orderPath(orderNo));
  await page.locator('summary').getByText('Send it again').click();
  await page.getByLabel('To another address').fill('somebody at example');
  await page.getByLabel('Reason').filter({ visible: true }).fill('lost it\nin a <hotel>');
  await page.getByRole('button', { name: 'Send again' }).click();
  const address = page.getByLabel('To another address');
  expect(await address.getAttribute('aria-invalid')).toBe('true');
  expect(await address.inputValue()).toBe('somebody at example');
  expect(await page.getByLabel('Reason').filter({ visible: true }).inputValue()).toBe(
    'lost it\nin a <hotel>',
  );
  await address.fill('other@example.com');
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('Queued: the mail goes out again').waitFor();
  const mail = await system.nextMailOf(orderNo);
  expect(mail.recipients).toEqual(['other@example.com']);
  await reloadUntil(page, page.getByText('sent again on purpose'));
  expect(await page.getByRole('main').innerText()).toContain('o•••@example.com');

  await page.getByRole('link', { name: 'Show the mail' }).first().click();
  const frame = page.frameLocator('iframe');
  expect(await frame.locator('body').innerText()).toContain(orderNo);
});

test('a viewer looks on: no form, a masked mail, and a request of their own making is refused', async () => {
  const { orderNo } = await system.makeOrder({ outcome: 'dead' });
  const page = await system.openPage('vera');
  await page.goto(orderPath(orderNo));
  await answerOn(page).getByText('Not sent').first().waitFor();
  expect(await page.getByRole('main').locator('form, button').count()).toBe(0);
  for (const action of ['redrive', 'resend', 'erase']) {
    const status = await page.evaluate(
      async (path) => {
        const body = new URLSearchParams({ reason: 'let me', to: 'vera@example.com' });
        return (await fetch(path, { method: 'POST', body })).status;
      },
      `${orderPath(orderNo)}/${action}`,
    );
    expect([action, status]).toEqual([action, 403]);
  }
  await page.goto(`${orderPath(orderNo)}/erase`);
  await page.getByRole('heading', { name: 'Your role does not allow that' }).waitFor();
});

test('a session that ends in the middle of a form loses nothing of it', async () => {
  const { orderNo, mailbox } = await system.makeOrder({ outcome: 'dead' });
  system.accept(mailbox);
  const page = await system.openPage();
  await page.goto(orderPath(orderNo));
  const reason = `it's "there" again,\nshe says <b>&amp;`;
  await page.context().clearCookies();
  await redrive(page, reason);
  expect(await page.getByRole('alert').innerText()).toContain('what you wrote is there again');
  await page.getByLabel('Name').fill('olga');
  await logIn(page, 'mistyped');
  await logIn(page);
  expect(await page.getByRole('alert').innerText()).toContain('nothing was done');
  expect(await page.getByLabel('Reason').filter({ visible: true }).inputValue()).toBe(reason);
  expect(system.mailsOf(orderNo)).toEqual([]);
  await page.getByRole('button', { name: 'Redrive' }).click();
  await system.nextMailOf(orderNo);
  await reloadUntil(page, answerOn(page).getByText('Sent on'));
});

test('what is known of a traveller is erased, once its number is repeated', async () => {
  const { orderNo } = await system.makeOrder();
  const page = await system.openPage();
  await page.goto(orderPath(orderNo));
  await page.getByRole('link', { name: 'Erase personal data…' }).click();
  await page.getByLabel('Repeat the order number').fill('another');
  await page.getByLabel('Reason').fill('she asked for it');
  await page.getByRole('button', { name: 'Erase' }).click();
  await page.getByText('This is not the number of this order.').waitFor();
  await page.getByLabel('Repeat the order number').fill(orderNo);
  await page.getByRole('button', { name: 'Erase' }).click();
  await reloadUntil(page, answerOn(page).getByText(/^Erased/));
  expect(await page.getByRole('main').innerText()).not.toContain('example.com');
});

test('reading takes no script: search, order, mail and lists', async () => {
  const { orderNo } = await system.makeOrder();
  const page = await system.openPage('vera', { javaScriptEnabled: false });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Confirmations sent' }).waitFor();
  await search(page, orderNo);
  await answerOn(page).getByText('Sent on').waitFor();
  await page.getByRole('link', { name: 'Show the mail' }).click();
  await page.getByText('As plain text').click();
  const text = await page.locator('details pre').innerText();
  expect(text).toContain('Ticket');
  expect(text).not.toContain('SAMPLE');
  for (const name of ['Dead letters', 'Quarantine', 'Audit']) {
    await page.getByRole('navigation').getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
});

test('the keyboard alone does: past the navigation, along it, and to an order', async () => {
  const { orderNo } = await system.makeOrder();
  const page = await system.openPage();
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.id ?? '';
    });
  const focusedText = () => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
  await page.goto('/orders');
  expect(await focused()).toBe('find');
  await page.goto('/audit');
  await page.keyboard.press('Tab');
  expect(await focusedText()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('content');
  await page.goto('/audit');
  const passed: string[] = [];
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    passed.push((await focusedText()) || (await focused()));
  }
  expect(passed).toEqual([
    ...['Skip to the content', 'Ticketpost', 'find', 'Find', 'olga · operator', 'Log out'],
    ...['Overview', 'Orders', 'Dead letters', 'Quarantine', 'Queues', 'Audit'],
  ]);
  await page.getByRole('searchbox').focus();
  await page.keyboard.type(orderNo);
  await page.keyboard.press('Enter');
  await answerOn(page).getByText('Sent on').waitFor();
});

describe('an order number that is', () => {
  test.each([
    ['markup', '"><img src=x onerror=alert(1)><script>alert(2)</script>'],
    ['a path', '../../a/b?c#d%2F..;e'],
    ['as long as can be', 'Ω'.repeat(128)],
  ])('%s is text, on every page that shows it', async (_what, orderNo) => {
    await system.makeOrder({ orderNo, outcome: 'dead' });
    const page = await system.openPage('olga', { viewport: { width: 320, height: 640 } });
    await page.goto('/orders');
    await search(page, orderNo);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(orderNo);
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).getByText('a person').waitFor();
    await page.goto('/dead-letters');
    const link = page.getByRole('main').getByRole('link', { name: orderNo, exact: true });
    await reloadUntil(page, link);
    await link.click();
    await answerOn(page).getByText('mailbox does not exist').waitFor();
    await page.getByRole('link', { name: 'Erase personal data…' }).click();
    expect(await page.locator('strong.name').innerText()).toBe(orderNo);
    expect(await page.locator('img[src=x]').count()).toBe(0);
    expect(await findOverflow(page)).toEqual([]);
  });

  test('10 KB long is no order; whoever looks for it is told so', async () => {
    const orderNo = `<b>${'X'.repeat(10_000)}`;
    const page = await system.openPage();
    const answer = await page.goto(`/orders?q=${encodeURIComponent(orderNo)}`);
    expect(answer?.status()).toBe(200);
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    expect((await page.goto(orderPath(orderNo)))?.status()).toBe(404);
    expect((await page.getByRole('main').innerText()).length).toBeLessThan(1000);
  });
});
