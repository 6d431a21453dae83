/**
 * Makes what the sources of this package import and nobody writes by hand: every language of
 * `locales/` and the HTML mail's layout, compiled from MJML. Does nothing while its inputs are those
 * of the last time.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'src', 'generated');
const read = (...path) => readFileSync(join(root, ...path), 'utf8');

/** English first: what no other language suits is written in it. */
const localeFiles = readdirSync(join(root, 'locales'))
  .filter((name) => name.endsWith('.json'))
  .sort((one, other) => Number(other === 'en.json') - Number(one === 'en.json') || (one < other ? -1 : 1));

/** Writes a module unless it was made from the same inputs. */
async function make(name, inputs, write) {
  const stamp = `// Made by scripts/generate.mjs from ${createHash('sha256').update(inputs.join('\0')).digest('hex')}.`;
  const path = join(folder, name);
  try {
    if (readFileSync(path, 'utf8').startsWith(stamp)) return;
  } catch {
    // Not made yet.
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${stamp}\n${await write()}`);
}

const locales = localeFiles.map((name) => read('locales', name));
await make('languages.ts', locales, () => {
  const [english, ...others] = locales;
  return [
    `export const english = ${english.trim()} as const;`,
    '',
    'export type LanguageFile = {',
    "  tag: string; format: string; direction: 'ltr' | 'rtl'; name: string;",
    '  messages: Record<keyof (typeof english)["messages"], string>;',
    '};',
    '',
    `export const languageFiles: readonly LanguageFile[] = [english, ${others.map((text) => text.trim()).join(', ')}];`,
    '',
  ].join('\n');
});
