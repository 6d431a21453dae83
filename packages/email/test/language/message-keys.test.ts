import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { english } from '../../src/generated/languages.ts';

const packages = join(import.meta.dirname, '..', '..', '..');

/** What may say a message: the mail, its layout, and the page to print. */
const sources = ['email/src', 'email/layout', 'printout/src']
  .flatMap((folder) =>
    readdirSync(join(packages, folder), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.parentPath.endsWith('generated'),
    ),
  )
  .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
  .map((source) => source.replace(/\/\*\*.*?\*\//gsu, ''));

const keys = Object.keys(english.messages);

function readAll(pattern: RegExp): string[] {
  return sources.flatMap((source) => Array.from(source.matchAll(pattern), ([, key = '']) => key));
}

describe('the messages', () => {
  test('are all that the templates say', () => {
    const said = readAll(/\b(?:say|prose) "([^"$]+)"/gu);
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('are all said somewhere', () => {
    const quoted = new Set(readAll(/["'](\w[\w.]*)["']/gu));
    // Labels of numbers have a form for each half of a journey.
    const isSaid = (key: string) => quoted.has(key) || quoted.has(key.replace(/OfLeg$/u, ''));
    expect(keys.filter((key) => !isSaid(key))).toEqual([]);
  });
});
