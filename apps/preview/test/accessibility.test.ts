import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findTestChromium } from '@ticketpost/testkit';
import type { Browser, Page } from 'playwright-core';
import { formatMailPath, type MailChoice } from '../src/mail-choice.ts';
import { mailParts } from '../src/pages/mail-parts.ts';
import { launchChromium } from '../src/pictures/launch-chromium.ts';
import { embedPictures } from '../src/rendering/embed-pictures.ts';
import { findBarriers } from './inspection/find-barriers.ts';
import { renderSample, sampleSource } from './sample-source.ts';
import { type RunningPreview, startPreview } from './start-preview.ts';

const { samples, locales } = sampleSource.collection;

let browser: Browser;
let page: Page;
let preview: RunningPreview;

beforeAll(async () => {
  preview = await startPreview();
  browser = await launchChromium(await findTestChromium());
  page = await browser.newPage({ viewport: { width: 600, height: 800 } });
});
afterAll(async () => {
  preview.close();
  await browser.close();
});

const languages: MailChoice[] = locales.map((locale) => ({
  sampleId: 'four-segments',
  variant: 'update',
  locale,
}));
const orders: MailChoice[] = samples.map(({ id }) => ({
  sampleId: id,
  variant: 'confirmation',
  locale: 'en',
}));
const mailPage = formatMailPath({ sampleId: 'family', variant: 'update', locale: 'ar' });

/** Dark colours are looked at where each part of a mail, and of a page, is seen once. */
describe.each([
  {
    colorScheme: 'light' as const,
    mails: [...languages, ...orders],
    paths: [
      '/?order=family&locale=ar',
      ...Object.keys(mailParts).map((part) => `${mailPage}?part=${part}`),
      '/nowhere',
    ],
  },
  {
    colorScheme: 'dark' as const,
    mails: languages,
    paths: ['/?order=family&locale=ar', `${mailPage}?part=list`, '/nowhere'],
  },
])('in $colorScheme colours', ({ colorScheme, mails, paths }) => {
  beforeAll(() => page.emulateMedia({ colorScheme }));

  test.each(mails)('the mail $sampleId, $variant, $locale', async (choice) => {
    await page.setContent(embedPictures(renderSample(choice)));
    expect(await findBarriers(page)).toEqual([]);
  });

  test.each(paths)('the page %s', async (path) => {
    await page.goto(`${preview.url}${path}`, { waitUntil: 'domcontentloaded' });
    expect(await findBarriers(page)).toEqual([]);
  });
});

test('what hinders somebody is found', async () => {
  const html = embedPictures(renderSample({ sampleId: 'family', variant: 'update', locale: 'en' }));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setContent(
    html.replace('</head>', '<style>p { color: #999999 !important }</style></head>'),
  );
  expect((await findBarriers(page)).join('\n')).toContain('color-contrast');
});
