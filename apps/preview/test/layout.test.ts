import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findTestChromium } from '@ticketpost/testkit';
import type { Browser, Frame } from 'playwright-core';
import { launchChromium } from '../src/pictures/launch-chromium.ts';
import { embedPictures } from '../src/rendering/embed-pictures.ts';
import { variants } from '../src/samples/build-input.ts';
import type { Sample } from '../src/samples/sample.ts';
import { samples } from '../src/samples/samples.ts';
import { enlargeText } from './inspection/enlarge-text.ts';
import { findMissingText } from './inspection/find-missing-text.ts';
import { findOverflow } from './inspection/find-overflow.ts';
import { findStructureFaults } from './inspection/find-structure-faults.ts';
import { findTextFaults } from './inspection/find-text-faults.ts';
import { renderSample, sampleSource } from './sample-source.ts';

/** A phone, a reading pane, a whole screen; and people who need large letters on the first two. */
const views = [
  { width: 320, isEnlarged: false },
  { width: 600, isEnlarged: false },
  { width: 1200, isEnlarged: false },
  { width: 320, isEnlarged: true },
  { width: 600, isEnlarged: true },
];

let browser: Browser;
let frames: { name: string; frame: Frame; isEnlarged: boolean }[];

/** One page with a frame for each view: a frame's width is the window's width for what is in it. */
beforeAll(async () => {
  browser = await launchChromium(await findTestChromium());
  const page = await browser.newPage();
  await page.setContent(
    views.map(({ width }) => `<iframe width="${width}" height="800"></iframe>`).join(''),
  );
  const made = page.frames().filter((frame) => frame !== page.mainFrame());
  frames = views.flatMap(({ width, isEnlarged }, index) => {
    const frame = made[index];
    const name = `${width} px${isEnlarged ? ', text at 200 %' : ''}`;
    return frame === undefined ? [] : [{ name, frame, isEnlarged }];
  });
});
afterAll(() => browser.close());

async function inspect(frame: Frame, html: string, isEnlarged: boolean): Promise<string[]> {
  await frame.setContent(html);
  if (isEnlarged) await frame.evaluate(enlargeText);
  return [...(await frame.evaluate(findOverflow)), ...(await frame.evaluate(findTextFaults))];
}

/** What a traveller must be able to read out, of letters and digits alone: others are made fit. */
function numbersOf({ orders }: Sample): string[] {
  const numbers = orders.flatMap(({ order, agencyReference = '' }) => [
    order.orderNo,
    agencyReference,
    ...order.passengers.flatMap(({ ticketNos, airlinePnrs }) => [...ticketNos, ...airlinePnrs]),
  ]);
  return [...new Set(numbers)].filter((number) => /^[A-Z0-9-]+$/u.test(number));
}

test('each view is a window of its width', async () => {
  const widths = await Promise.all(frames.map(({ frame }) => frame.evaluate(() => innerWidth)));
  expect(widths).toEqual(views.map(({ width }) => width));
});

const mails = samples.flatMap((sample) =>
  sampleSource.collection.locales.map((locale) => ({ id: sample.id, locale, sample })),
);

describe.each(mails)('$id in $locale', ({ sample, locale }) => {
  test.each(variants)('%s', async (variant) => {
    const mail = renderSample({ sampleId: sample.id, variant, locale });
    const html = embedPictures(mail);
    // An update has all that the others have: letters of twice the size are tried on that.
    const looked = frames.filter(({ isEnlarged }) => !isEnlarged || variant === 'update');
    const found = await Promise.all(
      looked.map(async ({ name, frame, isEnlarged }) => [
        name,
        await inspect(frame, html, isEnlarged),
      ]),
    );
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(looked.map(({ name }) => [name, []])),
    );
    const frame = frames[0]?.frame;
    expect(await frame?.evaluate(findStructureFaults)).toEqual([]);
    expect(await frame?.evaluate(findMissingText, numbersOf(sample))).toEqual([]);
  });
});

describe('what is amiss is found', () => {
  const html = embedPictures(
    renderSample({ sampleId: 'four-segments', variant: 'confirmation', locale: 'en' }),
  );
  const style = (rules: string) => html.replace('</head>', () => `<style>${rules}</style></head>`);

  test.each([
    ['a box that is too wide', style('.details { width: 700px !important }'), '<td> from 0 to 7'],
    ['words that never break', style('p { white-space: nowrap !important }'), 'sideways'],
    ['text that is cut off', style('h3 { height: 9px; overflow: hidden }'), 'cut off'],
    ['lines on each other', style('.clock { margin-bottom: -24px !important }'), 'on each other'],
    ['a level that is left out', html.replaceAll(/h2(?=[ >])/gu, 'h4'), 'level'],
    ['a second first heading', html.replaceAll(/h2(?=[ >])/gu, 'h1'), 'first heading'],
    ['a row of data without a head', html.replaceAll(/ scope="row"/gu, ''), 'no head'],
    ['a mail that names no language', html.replaceAll(/ lang="en"/gu, ''), 'no language'],
    ['a number that is not shown', html.replaceAll('H6PJ1W', ''), 'not shown: H6PJ1W'],
  ])('%s', async (_what, amiss, expected) => {
    const frame = frames[0]?.frame;
    expect(amiss).not.toBe(html);
    if (frame === undefined) throw new Error('no frame');
    const found = [
      ...(await inspect(frame, amiss, false)),
      ...(await frame.evaluate(findStructureFaults)),
      ...(await frame.evaluate(findMissingText, ['H6PJ1W'])),
    ];
    expect(found.join('\n')).toContain(expected);
  });
});
