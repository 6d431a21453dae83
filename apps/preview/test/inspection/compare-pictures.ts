import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';

/**
 * How much of two PNGs differs, from 0 to 1. They are compared at a quarter of their size: what one
 * machine draws smoother than another at the edge of a letter is gone there, while a line that
 * moved, a colour or a box is not. Pictures of other sizes differ wholly. The page, any will do,
 * decodes them: a decoder in JavaScript takes seconds inside of Jest.
 */
export async function comparePictures(page: Page, one: Buffer, other: Buffer): Promise<number> {
  const first = await shrink(page, one);
  const second = await shrink(page, other);
  const { width, height } = first;
  if (second.width !== width || second.height !== height) return 1;
  const different = pixelmatch(first.data, second.data, undefined, width, height, {
    threshold: 0.1,
    includeAA: true,
  });
  return different / (width * height);
}

interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and opacity of each. */
  data: Buffer;
}

async function shrink(page: Page, png: Buffer): Promise<Pixels> {
  const { data, ...size } = await page.evaluate(async (base64) => {
    const response = await fetch(`data:image/png;base64,${base64}`);
    const picture = await createImageBitmap(await response.blob());
    const [width, height] = [Math.round(picture.width / 4), Math.round(picture.height / 4)];
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, width, height);
    let bytes = '';
    for (const byte of context.getImageData(0, 0, width, height).data) {
      bytes += String.fromCharCode(byte);
    }
    return { width, height, data: btoa(bytes) };
  }, png.toString('base64'));
  return { ...size, data: Buffer.from(data, 'base64') };
}
