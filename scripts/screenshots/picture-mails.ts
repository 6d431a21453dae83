import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { servePictureFonts } from '../../apps/preview/src/pictures/picture-fonts.ts';
import { pictures } from '../../apps/preview/src/pictures/picture.ts';
import { takePicture } from '../../apps/preview/src/pictures/take-picture.ts';
import { createMailSource } from '../../apps/preview/src/rendering/create-mail-source.ts';
import { embedPictures } from '../../apps/preview/src/rendering/embed-pictures.ts';
import { readBranding } from '../../apps/preview/src/rendering/read-branding.ts';

/** Writes the pictures of mails, as the preview renders them now. */
export async function pictureMails(browser: Browser, folder: string): Promise<void> {
  const source = createMailSource(readBranding({}));
  const page = await browser.newPage();
  await servePictureFonts(page);
  for (const picture of pictures) {
    const outcome = source.render(picture.choice);
    if (outcome.kind !== 'mail') throw new Error(`${picture.file}: no such mail, or it failed`);
    const image = await takePicture(page, embedPictures(outcome.mail), picture);
    writeFileSync(join(folder, picture.file), image);
  }
}
