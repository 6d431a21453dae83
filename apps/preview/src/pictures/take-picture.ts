import type { Page } from 'playwright-core';
import { usePictureFonts } from './picture-fonts.ts';
import type { Picture } from './picture.ts';

/** A PNG of a mail's HTML, on a page that has the fonts of `servePictureFonts`. */
export async function takePicture(
  page: Page,
  html: string,
  { width, height, scheme }: Omit<Picture, 'file' | 'choice'>,
): Promise<Buffer> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: height ?? 400 });
  await page.setContent(usePictureFonts(html));
  await page.evaluate(async () => {
    // Fonts are asked for when a layout needs them.
    document.body.getBoundingClientRect();
    await document.fonts.ready;
  });
  return page.screenshot({ fullPage: height === undefined });
}
