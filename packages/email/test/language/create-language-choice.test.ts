import { describe, expect, test } from '@jest/globals';
import { createLanguageChoice } from '../../src/language/create-language-choice.ts';
import { createLanguages } from '../../src/language/create-languages.ts';

const languages = createLanguages();

describe('the language of a mail', () => {
  test.each([
    ['es', 'en', 'es'],
    ['es-MX', 'en', 'es'],
    ['ar-EG', 'en', 'ar'],
    ['zh-CN', 'en', 'zh-Hans'],
    ['tlh', 'ar', 'ar'],
    ['not a tag', 'es', 'es'],
    [undefined, 'zh', 'zh-Hans'],
    ['tlh', 'tlh', 'en'],
  ])('for who asks for %s, where %s is usual, is %s', (wanted, defaultLocale, expected) => {
    const choose = createLanguageChoice(languages, defaultLocale);
    expect([choose(wanted).tag, choose(wanted).tag]).toEqual([expected, expected]);
  });

  test('is the same however many have asked before', () => {
    const choose = createLanguageChoice(languages, 'en');
    const tags = Array.from({ length: 1_000 }, (_, index) => `es-x-${index}`);
    expect(new Set(tags.map((tag) => choose(tag).tag))).toEqual(new Set(['es']));
    expect(choose('ar').tag).toBe('ar');
  });
});
