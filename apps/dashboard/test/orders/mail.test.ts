import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BrandingError } from '@ticketpost/branding';
import { createKeyring } from '@ticketpost/queue';
import type { Itinerary } from '@ticketpost/schema';
import { createMailRenderer } from '../../src/orders/mail/create-mail-renderer.ts';
import { buildOrder } from '../support/fill-orders.ts';
import { codeOf, startDashboard } from '../support/start-dashboard.ts';
import {
  operator,
  startOrders,
  textOf,
  viewer,
  type StartedOrders,
} from '../support/start-orders.ts';
import { basic } from '../support/test-users.ts';

const itinerary: Itinerary = {
  segments: [
    {
      flightNumber: 'CZ357',
      departure: { airport: 'CAN', time: '2026-11-24T08:30' },
      arrival: { airport: 'BKK', time: '2026-11-24T10:40' },
    },
  ],
};

let started: StartedOrders;
let mailPath: string;

beforeAll(async () => {
  started = await startOrders();
  const order = buildOrder('A/1');
  const { ticketSetId } = await started.orders.addSent(order, {
    mailed: {
      ...{ order, itinerary, agencyReference: 'BT-2231' },
      ...{ travellerName: 'Mia Example', locale: 'es' },
    },
  });
  mailPath = `/orders/A%2F1/mail/${ticketSetId}`;
});
afterAll(() => started.stop());

const secrets = /Mia|MIA|Example\b|EXAMPLE|K8Q2ZP|24000000|BT-2231/;

describe('the mail as it was', () => {
  test('is reached from the order, in a frame that may nothing', async () => {
    expect(await (await started.askPage('/orders/A%2F1')).text()).toContain(`href="${mailPath}"`);
    const page = await (await started.askPage(mailPath)).text();
    expect(page).toMatch(/<iframe[^>]*\ssandbox=""/);
    expect(page).toContain(`src="${mailPath}/body.html"`);
    expect(textOf(page)).toMatch(/Subject .*K8Q2ZP/);
    expect(textOf(page)).toContain('m•••@example.com');
  });

  test('says what it said, in its language, with its flights', async () => {
    const body = await (await started.askPage(`${mailPath}/body.html`)).text();
    expect(body).toContain('lang="es"');
    for (const words of [
      'Mia Example',
      'K8Q2ZP',
      '781-2400000001',
      'BT-2231',
      'CZ357',
      'Blue Travel',
    ]) {
      expect(body).toContain(words);
    }
  });

  test('has a policy of its own: nothing runs, nothing is fetched', async () => {
    const response = await started.askPage(`${mailPath}/body.html`);
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      'sandbox',
    ]);
    const around = (await started.askPage(mailPath)).headers.get('Content-Security-Policy') ?? '';
    expect(around).not.toContain('unsafe-inline');
    expect(around).toContain("frame-src 'self'");
  });

  test('comes to programs as subject, text and HTML', async () => {
    const mail = await started.readJson(mailPath);
    expect(Object.keys(mail)).toEqual(['subject', 'text', 'html']);
    expect(mail['text']).toContain('Mia Example');
  });

  test('hides from viewers who travels, before it is made', async () => {
    for (const path of [mailPath, `${mailPath}/body.html`]) {
      const page = await (await started.askPage(path, viewer)).text();
      expect(page.replaceAll('@example.com', '')).not.toMatch(secrets);
    }
    const mail = await started.readJson(mailPath, viewer);
    expect(JSON.stringify(mail)).not.toMatch(secrets);
    expect(mail['text']).toContain('E•••');
    expect(mail['text']).toContain('CZ357');
  });

  test('is that of the whole trip', async () => {
    const [one, two] = [
      buildOrder('TRIP-1', '781-2400000011'),
      buildOrder('TRIP-2', '781-2400000012'),
    ];
    const { ticketSetId } = await started.orders.addSent(one, {
      mailed: { order: one, together: ['TRIP-2', 'TRIP-3'] },
    });
    await started.orders.addSent(two, { mailed: { order: two, together: ['TRIP-1'] } });
    const page = await (await started.askPage(`/orders/TRIP-1/mail/${ticketSetId}`)).text();
    expect(page).toContain('781-2400000012');
    expect(textOf(page)).toContain('Its part on TRIP-3 is missing');
  });
});

describe('a mail that cannot be shown', () => {
  async function expectAbsence(path: string, status: number, words: string) {
    const page = await started.askPage(path);
    expect([page.status, textOf(await page.text())]).toEqual([
      status,
      expect.stringContaining(words),
    ]);
    expect((await started.ask(path)).status).toBe(status);
    expect((await started.ask(`${path}/body.html`)).status).toBe(status);
  }

  test('since none was sent', async () => {
    await expectAbsence('/orders/A%2F1/mail/none', 404, 'No such mail was sent');
    await expectAbsence('/orders/NOTHING/mail/none', 404, 'No such mail was sent');
  });

  test('since nothing was kept of it', async () => {
    const { ticketSetId } = await started.orders.addSent(buildOrder('OLD-1'), {
      mailed: { of: 'an older form' },
    });
    await expectAbsence(`/orders/OLD-1/mail/${ticketSetId}`, 404, 'Nothing is kept of this mail');
  });

  test('since the order was erased', async () => {
    const { ticketSetId } = await started.orders.addSent(buildOrder('GONE-1'));
    await started.post('/orders/GONE-1/erase', { reason: 'x' });
    const page = await started.askPage(`/orders/GONE-1/mail/${ticketSetId}`);
    expect(page.status).toBe(404);
  });

  test.each([
    [
      'since its key is away',
      { keyring: createKeyring([{ id: 'k2', key: Buffer.alloc(32, 8) }]) },
      'PAYLOAD_KEYS',
    ],
    [
      'since the brand is wrong',
      { renderMail: createMailRenderer(() => Promise.reject(new BrandingError(['BRAND_LOGO …']))) },
      'BRAND_*',
    ],
  ])('%s', async (_what, options, words) => {
    const dashboard = await startDashboard({
      ...{ redisUrl: started.redis.url, users: started.users },
      ...options,
    });
    const headers = { Authorization: basic(operator) };
    const page = await dashboard.ask(mailPath, { headers: { ...headers, Accept: 'text/html' } });
    const text = textOf(await page.text());
    const json = await dashboard.ask(mailPath, { headers });
    const code = await codeOf(json);
    await dashboard.stop();
    expect(text).toContain(words);
    expect([page.status, json.status, code]).toEqual([409, 409, 'unreadable']);
  });
});

test('a renderer is made when the first mail is looked at, once', async () => {
  let made = 0;
  const mail = { subject: '', html: '', text: '', attachments: [] };
  const renderMail = createMailRenderer(() => {
    made += 1;
    return Promise.resolve({ render: () => mail });
  });
  expect(made).toBe(0);
  const input = { orders: [{ order: buildOrder('A') }] as const, writtenAt: new Date(0) };
  await Promise.all([renderMail(input), renderMail(input)]);
  expect(made).toBe(1);
});
