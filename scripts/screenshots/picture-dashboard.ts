import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
  servePictureFonts,
  usePictureFonts,
} from '../../apps/preview/src/pictures/picture-fonts.ts';
import { dashboardPictures, type DashboardPicture } from './dashboard-picture.ts';
import { fillSystem } from './fill-system.ts';
import { shrinkPng } from './shrink-png.ts';
import { operators, startPicturedSystem } from './start-pictured-system.ts';

const deskWidth = 1000;
const deskHeight = 600;

/** Writes the pictures of the dashboard, of a system that is started and filled for them. */
export async function pictureDashboard(browser: Browser, folder: string): Promise<void> {
  const system = await startPicturedSystem();
  try {
    const orders = await fillSystem(system);
    for (const picture of dashboardPictures) {
      const page = await openPage(browser, system.dashboardUrl, picture);
      await page.goto(picture.pathOf(orders));
      await picture.ready?.(page);
      await page.evaluate(() => document.fonts.ready);
      const image = await takeTop(page, picture.maxHeight);
      writeFileSync(join(folder, picture.file), shrinkPng(image));
      await page.context().close();
    }
  } finally {
    await system.stop();
  }
}

/** A tab that is logged in, with the pictures' fonts, so that letters look alike on every machine. */
async function openPage(
  browser: Browser,
  url: string,
  { width = deskWidth, height = deskHeight, scheme = 'light' }: DashboardPicture,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: scheme,
    // The fonts are of another origin.
    bypassCSP: true,
  });
  await context.request.post('/login', { form: { name: 'olga', password: operators.olga } });
  const page = await context.newPage();
  await page.route(`${url}/**`, async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const html = (await response.text()).replaceAll('system-ui, ', '');
    return route.fulfill({ response, body: usePictureFonts(html) });
  });
  await servePictureFonts(page);
  return page;
}

async function takeTop(page: Page, maxHeight: number): Promise<Buffer> {
  const { width, height } = await page.evaluate(() => {
    const { clientWidth, scrollHeight } = document.documentElement;
    return { width: clientWidth, height: scrollHeight };
  });
  const clip = { x: 0, y: 0, width, height: Math.min(height, maxHeight) };
  return page.screenshot({ fullPage: true, clip });
}
