import { describe, expect, test } from '@jest/globals';
import { layouts } from '../../src/generated/layouts.ts';
import { createTemplateEngine } from '../../src/templates/create-template-engine.ts';

const mirrored: Readonly<Record<string, string>> = {
  left: 'right',
  right: 'left',
  ltr: 'rtl',
  rtl: 'ltr',
  '▸': '◂',
};

describe('the layout', () => {
  test.each(Object.entries(layouts))('from %s is a template', (_, source) => {
    expect(() => createTemplateEngine('html').compile(source)).not.toThrow();
  });

  test('from right to left is the mirror image of that from left to right', () => {
    const words = /\b(?:left|right|ltr|rtl)\b|▸/gu;
    // A telephone number runs from left to right everywhere.
    const [ltr, rtl] = [layouts.ltr, layouts.rtl].map((source) =>
      source.replace(' dir="ltr">{{support.phone}}', '>{{support.phone}}'),
    );
    expect(ltr?.replace(words, (word) => mirrored[word] ?? word)).toBe(rtl);
  });

  test.each(Object.entries(layouts))('from %s holds no word of the build', (_, source) => {
    expect(source).not.toMatch(/\b(?:START|END|DIRECTION|ARROW|DARK)\b|mj-include/u);
  });

  test('loads nothing', () => {
    expect(layouts.ltr).not.toMatch(
      /<(?:script(?! type="application\/ld\+json")|link|iframe|form)/u,
    );
    expect(layouts.ltr).not.toMatch(/url\(|@import|src="(?!\{\{logo\.src\}\}")/u);
  });

  test('prints no value as markup', () => {
    expect(layouts.ltr).not.toMatch(/\{\{\{|\{\{&/u);
  });
});
