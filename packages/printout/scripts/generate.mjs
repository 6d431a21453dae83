/**
 * Puts the few font files that printouts are set in beside the compiled code: the font packages hold
 * every weight and style, some 85 MB, and are for building only. Copies what is not there yet.
 */
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const resolve = createRequire(import.meta.url).resolve;
const folder = fileURLToPath(new URL('../dist/font-files', import.meta.url));

/** Package by package, the parts of its font by which scripts they hold. */
const fonts = {
  'noto-sans': ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'],
  'ibm-plex-sans-arabic': ['arabic'],
  'noto-sans-sc': ['chinese-simplified'],
};

function copy(file, name) {
  const from = resolve(file);
  const to = join(folder, name);
  const size = statSync(to, { throwIfNoEntry: false })?.size;
  if (size !== statSync(from).size) copyFileSync(from, to);
}

mkdirSync(folder, { recursive: true });
for (const [font, parts] of Object.entries(fonts)) {
  for (const part of parts) {
    for (const weight of [400, 700]) {
      const name = `${font}-${part}-${weight}-normal.woff`;
      copy(`@fontsource/${font}/files/${name}`, name);
    }
  }
  // The SIL Open Font License goes where the fonts go.
  copy(`@fontsource/${font}/LICENSE`, `${font}-LICENSE.txt`);
}
