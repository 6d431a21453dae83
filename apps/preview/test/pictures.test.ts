import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findTestChromium } from '@ticketpost/testkit';
import { type Browser, chromium, type Page } from 'playwright-core';
import { launchChromium } from '../src/pictures/launch-chromium.ts';
import { servePictureFonts } from '../src/pictures/picture-fonts.ts';
import { type Picture, pictures } from '../src/pictures/picture.ts';
import { takePicture } from '../src/pictures/take-picture.ts';
import { embedPictures } from '../src/rendering/embed-pictures.ts';
import { root } from '../src/root.ts';
import { comparePictures } from './inspection/compare-pictures.ts';
import { renderSample } from './sample-source.ts';

/**
 * The fonts are the project's own, so that lines break alike everywhere; what is left is how a
 * machine places and smooths letters. One that puts them on whole pixels differs by up to 0.017; a
 * missing line by 0.09 and more.
 */
const tolerance = 0.03;

const readPicture = ({ file }: Picture): Buffer => readFileSync(join(root, 'docs', 'images', file));
const htmlOf = ({ choice }: Picture): string => embedPictures(renderSample(choice));

async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await servePictureFonts(page);
  return page;
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium(await findTestChromium());
  page = await openPage(browser);
});
afterAll(() => browser.close());

test.each(pictures)(
  'the mail looks as docs/images/$file (npm run screenshots)',
  async (picture) => {
    const now = await takePicture(page, htmlOf(picture), picture);
    expect(await comparePictures(page, now, readPicture(picture))).toBeLessThan(tolerance);
  },
);

/** The large one is left to the test above: it takes the longest. */
const smallPictures = pictures.filter(({ height }) => height !== undefined);

test('a machine that draws letters in another way sees the same', async () => {
  const other = await chromium.launch({
    executablePath: await findTestChromium(),
    args: ['--no-sandbox', '--font-render-hinting=full', '--disable-font-subpixel-positioning'],
  });
  try {
    const otherPage = await openPage(other);
    for (const picture of smallPictures) {
      const now = await takePicture(otherPage, htmlOf(picture), picture);
      expect(now.equals(readPicture(picture))).toBe(false);
      expect(await comparePictures(page, now, readPicture(picture))).toBeLessThan(tolerance);
    }
  } finally {
    await other.close();
  }
});

describe('a changed layout is seen', () => {
  const style = (rules: string) => (html: string) =>
    html.replace('</head>', () => `<style>${rules}</style></head>`);

  test.each<[string, (html: string) => string]>([
    ['cards without their inner margin', style('td { padding: 0 !important }')],
    ['a banner of another colour', style('.banner, .banner * { background: #5a2a6f !important }')],
    ['text that is a little larger', style('p { font-size: 17px !important }')],
    ['a line that is missing', style('h1 + p { display: none !important }')],
    ['text at the other side', style('p, h1, h2, h3, dl { text-align: center !important }')],
  ])('%s', async (_what, change) => {
    for (const picture of smallPictures.slice(0, 2)) {
      const html = htmlOf(picture);
      const changed = change(html);
      expect(changed).not.toBe(html);
      const now = await takePicture(page, changed, picture);
      expect(await comparePictures(page, now, readPicture(picture))).toBeGreaterThan(tolerance * 2);
    }
  });
});
