import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findTestChromium } from '@ticketpost/testkit';
import type { Browser, Page } from 'playwright-core';
import { formatMailPath, type MailChoice } from '../src/mail-choice.ts';
import { schemes } from '../src/pages/frame.ts';
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

describe.each(schemes)('in %s colours', (colorScheme) => {
  beforeAll(() => page.emulateMedia({ colorScheme }));

  const mails: MailChoice[] = [
    ...locales.map((locale) => ({ sampleId: 'four-segments', variant: 'update' as const, locale })),
    ...samples.map(({ id }) => ({ sampleId: id, variant: 'confirmation' as const, locale: 'en' })),
  ];
  test.each(mails)('the mail $sampleId, $variant, $locale', async (choice) => {
    await page.setContent(embedPictures(renderSample(choice)));
    expect(await findBarriers(page)).toEqual([]);
  });

  const family = { sampleId: 'family', variant: 'update', locale: 'ar' } as const;
  test.each([
    '/?order=family&locale=ar',
    ...Object.keys(mailParts).map((part) => `${formatMailPath(family)}?part=${part}`),
    '/nowhere',
  ])('the page %s', async (path) => {
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
