import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { findTestChromium } from '@ticketpost/testkit';
import type { Browser } from 'playwright-core';
import { formatMailPath } from '../src/mail-choice.ts';
import { launchChromium } from '../src/pictures/launch-chromium.ts';
import { variants } from '../src/samples/build-input.ts';
import { renderSample, sampleSource } from './sample-source.ts';
import { type RunningPreview, startPreview } from './start-preview.ts';

const { samples, locales } = sampleSource.collection;
const choice = { sampleId: 'one-passenger', variant: 'confirmation', locale: 'es' } as const;

let preview: RunningPreview;
let own: RunningPreview | undefined;

beforeAll(async () => {
  preview = await startPreview();
});
afterEach(() => {
  own?.close();
  own = undefined;
});
afterAll(() => {
  preview.close();
});

async function get(path: string, { url } = preview): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, text: await response.text() };
}

const countFrames = (text: string): number => text.split('<iframe').length - 1;

describe('the page with all mails', () => {
  test('has each order, variant and language, on a phone and a desktop, light and dark', async () => {
    const { text } = await get('/');
    for (const { id } of samples) {
      for (const variant of variants) {
        for (const locale of locales) {
          expect(text).toContain(`href="${formatMailPath({ sampleId: id, variant, locale })}"`);
        }
      }
    }
    expect(countFrames(text)).toBe(samples.length * variants.length * locales.length * 4);
  });

  test.each([
    ['?order=trip&variant=update&locale=ar&scheme=dark&width=1200', 1],
    ['?order=trip&variant=update&locale=ar&scheme=dark', 2],
    ['?order=trip&variant=update&locale=ar', 4],
    ['?order=trip&variant=&locale=ar&scheme=dark&width=320', variants.length],
    ['?order=trip&variant=update&locale=xx&scheme=dark&width=320', locales.length],
  ])('%s shows %i frames', async (query, count) => {
    expect(countFrames((await get(`/${query}`)).text)).toBe(count);
  });
});

describe("a mail's page", () => {
  const mail = renderSample(choice);

  test.each([
    ['html', `src="${formatMailPath(choice)}/body.html"`],
    ['text', 'K7QX2M'],
    ['list', mail.preheader],
    ['calendar', 'BEGIN:VCALENDAR'],
    ['json-ld', 'FlightReservation'],
    ['attachments', 'attachments/0'],
    ['printout', 'printout.pdf'],
  ])('shows %s', async (part, expected) => {
    const { status, text } = await get(`${formatMailPath(choice)}?part=${part}`);
    expect(status).toBe(200);
    expect(text.slice(text.indexOf('<main>'))).toContain(expected);
  });

  test('hands the mail out as a mail program has it, without a script', async () => {
    const response = await fetch(`${preview.url}${formatMailPath(choice)}/body.html`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await response.text();
    expect(text).toContain('data:image/png;base64,');
    expect(text).not.toContain('cid:');
  });

  test('hands out what is attached, and the page to print', async () => {
    const calendar = mail.attachments.findIndex(({ filename }) => filename.endsWith('.ics'));
    const attachment = await fetch(
      `${preview.url}${formatMailPath(choice)}/attachments/${calendar}`,
    );
    expect(await attachment.text()).toBe(String(mail.attachments[calendar]?.content));
    const printout = await fetch(`${preview.url}${formatMailPath(choice)}/printout.pdf`);
    expect(printout.headers.get('content-type')).toBe('application/pdf');
    expect((await printout.text()).slice(0, 5)).toBe('%PDF-');
  });
});

test.each([
  '/nowhere',
  '/static/../package.json',
  '/mails/one-passenger/confirmation/xx',
  '/mails/nobody/confirmation/en',
  '/mails/one-passenger/reminder/en',
  '/mails/one-passenger/confirmation/en?part=smell',
  '/mails/one-passenger/confirmation/en/attachments/99',
])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});

describe('a fault is shown and ends nothing', () => {
  const report = 'locales/es.json:7: <b>unexpected</b>';
  const shown = 'locales/es.json:7: &lt;b&gt;unexpected&lt;/b&gt;';

  test('of everything: on every page', async () => {
    own = await startPreview({ open: () => Promise.resolve({ kind: 'failed', report }) });
    expect(await get('/', own)).toMatchObject({
      status: 500,
      text: expect.stringContaining(shown),
    });
  });

  test('of a mail: in its place', async () => {
    own = await startPreview({ render: () => Promise.resolve({ kind: 'failed', report }) });
    const matrix = await get('/?order=trip', own);
    expect(matrix.status).toBe(200);
    expect(matrix.text).toContain(shown);
    expect((await get(`${formatMailPath(choice)}?part=text`, own)).text).toContain(shown);
    expect((await get(`${formatMailPath(choice)}/body.html`, own)).status).toBe(500);
  });

  test('of the preview itself: on the page', async () => {
    own = await startPreview({ render: () => Promise.reject(new Error(report)) });
    expect(await get('/', own)).toMatchObject({
      status: 500,
      text: expect.stringContaining(shown),
    });
  });
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium(await findTestChromium());
  });
  afterAll(() => browser.close());

  test('a frame has its own colours, and is as high as its mail', async () => {
    // Not told what the reader prefers, as for a person whose system says nothing.
    const page = await browser.newPage({ colorScheme: null });
    await page.goto(`${preview.url}/?order=one-passenger&variant=resend&locale=en&width=320`);
    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    const areDark = await Promise.all(
      frames.map(async (frame) => {
        await frame.waitForURL(/body\.html$/u);
        await frame.waitForFunction(() => innerHeight >= document.documentElement.scrollHeight);
        return await frame.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
      }),
    );
    expect(areDark).toEqual([false, true]);
  });

  test('an open page is loaded again when something changed', async () => {
    const page = await browser.newPage();
    const listening = page.waitForResponse((response) => response.url().endsWith('/changes'));
    await page.goto(`${preview.url}/nowhere`);
    await listening;
    const loaded = page.waitForEvent('load');
    preview.changes.announce();
    await loaded;
  });
});
