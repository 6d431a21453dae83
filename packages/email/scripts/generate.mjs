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
/** A change of this script is a reason to make everything again. */
const self = readFileSync(fileURLToPath(import.meta.url), 'utf8');
const read = (...path) => readFileSync(join(root, ...path), 'utf8');

/** English first: what no other language suits is written in it. */
const localeFiles = readdirSync(join(root, 'locales'))
  .filter((name) => name.endsWith('.json'))
  .sort(
    (one, other) =>
      Number(other === 'en.json') - Number(one === 'en.json') || (one < other ? -1 : 1),
  );

/** Writes a module unless it was made from the same inputs. */
async function make(name, inputs, write) {
  const stamp = `// Made by scripts/generate.mjs from ${createHash('sha256')
    .update([self, ...inputs].join('\0'))
    .digest('hex')}.`;
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

const layoutFiles = readdirSync(join(root, 'layout')).sort();
await make(
  'layouts.ts',
  layoutFiles.map((name) => read('layout', name)),
  async () => {
    const ltr = await compileLayout({ START: 'left', END: 'right', DIRECTION: 'ltr', ARROW: '▸' });
    const rtl = await compileLayout({ START: 'right', END: 'left', DIRECTION: 'rtl', ARROW: '◂' });
    return `export const layouts = ${JSON.stringify({ ltr, rtl }, undefined, 2)};\n`;
  },
);

/** The whole mail as a Handlebars source, for one writing direction. */
async function compileLayout(words) {
  // What is included is read by MJML itself, so that its words are turned at the end.
  const turn = (text) => text.replace(/\b(START|END|DIRECTION|ARROW)\b/g, (word) => words[word]);
  // Takes a while to load, which a run that makes nothing need not wait for.
  const { default: mjml2html } = await import('mjml');
  const source = turn(read('layout', 'mail.mjml')).replace('DARK', writeDarkRules());
  const { html, errors } = await mjml2html(source, {
    filePath: join(root, 'layout', 'mail.mjml'),
    ignoreIncludes: false,
    keepComments: false,
    // No web fonts: nothing is loaded from anywhere.
    fonts: {},
    // Attributes that repeat a style would only make the mail longer.
    juiceOptions: {
      applyAttributesTableElements: false,
      applyWidthAttributes: false,
      applyHeightAttributes: false,
    },
  });
  // A colour that is filled in later is no mistake.
  const mistakes = errors.filter(({ message }) => !message.includes('{{'));
  if (mistakes.length > 0) {
    throw new Error(mistakes.map(({ formattedMessage }) => formattedMessage).join('\n'));
  }
  return (
    turn(html)
      // MJML aligns what is in a column to the left in both directions.
      .replaceAll('text-align:left;direction:', `text-align:${words.START};direction:`)
      .replace(/(?<=style="[^"]*[:;,]) /g, '')
      .replace(/(?<=style="[^"]*);"/g, '"')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n')
  );
}

/**
 * The rules of dark.css, one a line, for clients that tell the scheme, and for Outlook on the web,
 * which marks the elements whose text (ogsc) or background (ogsb) it would change.
 */
function writeDarkRules() {
  const rules = read('layout', 'dark.css')
    .trim()
    .split('\n')
    .map((line) => {
      const [, selectors, property, value] = /^(.+?) \{ ([a-z-]+): (.+) \}$/.exec(line) ?? [];
      if (value === undefined) throw new Error(`dark.css: one declaration a line, not "${line}"`);
      return { selectors: selectors.split(', '), property, value };
    });
  const write = (prefix, { selectors, property, value }) =>
    `${selectors.map((selector) => prefix + selector).join(',')} { ${property}:${value} !important }`;
  return [
    '@media (prefers-color-scheme:dark) {',
    ...rules.map((rule) => write('', rule)),
    '}',
    ...rules.map((rule) =>
      write(rule.property === 'color' ? '[data-ogsc] ' : '[data-ogsb] ', rule),
    ),
  ].join('\n');
}
