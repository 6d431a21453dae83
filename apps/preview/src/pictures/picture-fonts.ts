import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';

const family = 'Picture Font';
const origin = 'https://fonts.invalid';

/** Of letters that several have, the last one's are taken. */
const sources = ['noto-sans-sc', 'noto-sans-arabic', 'noto-sans'];

const { resolve } = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(resolve(`@fontsource/${name}/400.css`));

/**
 * Has a page take the project's own fonts, so that a picture is the same on every machine whatever
 * fonts it has. For pages whose mails went through `usePictureFonts`.
 */
export async function servePictureFonts(page: Page): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const [, name = '', file = ''] = new URL(route.request().url()).pathname.split('/');
    await route.fulfill({
      path: join(folderOf(name), 'files', file),
      headers: { 'access-control-allow-origin': '*' },
    });
  });
}

/** The mail's HTML with the pictures' fonts in the place of the first one of each of its lists. */
export function usePictureFonts(html: string): string {
  return html
    .replaceAll('-apple-system', `'${family}'`)
    .replace('</head>', () => `<style>${fontFaces}</style></head>`);
}

const fontFaces = sources
  .flatMap((name) => ['400', '700'].map((weight) => readFaces(name, weight)))
  .join('\n');

function readFaces(name: string, weight: string): string {
  return readFileSync(join(folderOf(name), `${weight}.css`), 'utf8')
    .replaceAll(/font-family: '[^']+'/gu, `font-family: '${family}'`)
    .replaceAll('font-display: swap', 'font-display: block')
    .replaceAll('url(./files/', `url(${origin}/${name}/`);
}
