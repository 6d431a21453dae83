import { describe, expect, test } from '@jest/globals';
import { english } from '../../src/generated/languages.ts';
import { chooseLanguage } from '../../src/language/choose-language.ts';
import { createLanguage } from '../../src/language/create-language.ts';
import { createLanguages } from '../../src/language/create-languages.ts';

const languages = createLanguages();

describe('who asks for a language', () => {
  test.each([
    ['en', 'en'],
    ['en-GB', 'en'],
    ['EN-us', 'en'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-Hans', 'zh-Hans'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['cmn', 'zh-Hans'],
    ['zh-TW', undefined],
    ['zh-HK', undefined],
    ['zh-Hant', undefined],
    ['es', 'es'],
    ['es-MX', 'es'],
    ['es-419', 'es'],
    ['ar', 'ar'],
    ['ar-EG', 'ar'],
    ['ar-u-nu-arab', 'ar'],
    ['ar-Latn', undefined],
    ['de', undefined],
    ['xx', undefined],
    ['und', 'en'],
    ['', undefined],
    ['e', undefined],
    ['zh_CN', undefined],
    ['not a tag', undefined],
    ['<script>', undefined],
  ])('as %j reads %j', (wanted, tag) => {
    expect(chooseLanguage(wanted, languages)?.tag).toBe(tag);
  });

  test.each([
    ['pt-BR', 'pt-BR'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-PT'],
    ['pt-AO', 'pt-PT'],
  ])('as %j reads %j where there are two of one language', (wanted, tag) => {
    const two = ['pt-PT', 'pt-BR'].map((one) =>
      createLanguage({ ...english, tag: one, format: one }),
    );
    expect(chooseLanguage(wanted, two)?.tag).toBe(tag);
  });
});
