/**
 * Makes the README's pictures: mails of the preview's orders as they are rendered now, and a job on
 * the job queue board of the running system. The visual test compares the mails' pictures.
 * `npm run screenshots -- --mails` leaves the board as it is.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../apps/preview/src/pictures/launch-chromium.ts';
import { servePictureFonts } from '../apps/preview/src/pictures/picture-fonts.ts';
import { pictures } from '../apps/preview/src/pictures/picture.ts';
import { takePicture } from '../apps/preview/src/pictures/take-picture.ts';
import { createMailSource } from '../apps/preview/src/rendering/create-mail-source.ts';
import { embedPictures } from '../apps/preview/src/rendering/embed-pictures.ts';
import { readBranding } from '../apps/preview/src/rendering/read-branding.ts';
import {
  obtainChromium,
  startProcess,
  type RunningProcess,
} from '../packages/testkit/src/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs', 'images');

/** The value behind a label of what `npm start` prints. */
function printed({ lines }: RunningProcess, label: string): string {
  const line = lines.find((text) => text.trimStart().startsWith(label));
  if (line === undefined) throw new Error(`npm start printed no line "${label}"`);
  return line.trim().slice(label.length).trim();
}

async function pictureMails(browser: Browser): Promise<void> {
  const source = createMailSource(readBranding({}));
  const page = await browser.newPage();
  await servePictureFonts(page);
  for (const picture of pictures) {
    const outcome = source.render(picture.choice);
    if (outcome.kind !== 'mail') throw new Error(`${picture.file}: no such mail, or it failed`);
    const image = await takePicture(page, embedPictures(outcome.mail), picture);
    writeFileSync(join(images, picture.file), image);
  }
}

async function pictureBoard(browser: Browser): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'ticketpost-screenshots-'));
  const system = await startProcess({
    name: 'npm start',
    command: process.execPath,
    args: [join(root, 'apps/local/dist/main.js'), '--data', data],
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' },
  });
  try {
    await system.nextLine((line) => line.includes('Ctrl-C stops everything'), {
      timeoutMs: 60_000,
    });
    const url = printed(system, 'Dashboard');
    const [name = '', password = ''] = printed(system, 'Logins').split(' / ');
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.goto(`${url}/login`);
    await page.fill('input[name=name]', name);
    await page.fill('input[name=password]', password);
    await page.getByRole('button').click();
    await page.goto(`${url}/queues/queue/events`);
    await page.getByText('order.ticketed').first().waitFor();
    await page.screenshot({ path: join(images, 'board.png') });
  } finally {
    await system.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const found = await obtainChromium({ announce: console.log });
if (found.kind === 'missing') throw new Error(found.remedy);
const browser = await launchChromium(found.path);
try {
  await pictureMails(browser);
  if (!process.argv.includes('--mails')) await pictureBoard(browser);
} finally {
  await browser.close();
}
