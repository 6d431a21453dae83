/**
 * Makes the documents' pictures: mails of the preview's orders as they are rendered now, and pages of
 * the dashboard. The visual test compares the mails' pictures. `npm run screenshots -- --mails`
 * leaves the dashboard's as they are, `-- --dashboard` the mails'.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../apps/preview/src/pictures/launch-chromium.ts';
import { obtainChromium } from '../packages/testkit/src/index.ts';
import { pictureDashboard } from './screenshots/picture-dashboard.ts';
import { pictureMails } from './screenshots/picture-mails.ts';

const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'docs', 'images');

const found = await obtainChromium({ announce: console.log });
if (found.kind === 'missing') throw new Error(found.remedy);
const browser = await launchChromium(found.path);
try {
  if (!process.argv.includes('--dashboard')) await pictureMails(browser, folder);
  if (!process.argv.includes('--mails')) await pictureDashboard(browser, folder);
} finally {
  await browser.close();
}
