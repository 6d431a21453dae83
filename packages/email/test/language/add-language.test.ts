import { expect, test } from '@jest/globals';
import { english, type LanguageFile } from '../../src/generated/languages.ts';
import { chooseLanguage } from '../../src/language/choose-language.ts';
import { createLanguage } from '../../src/language/create-language.ts';
import { createLanguages } from '../../src/language/create-languages.ts';

/** What a file `locales/pl.json` would hold; a language of four plural forms. */
const file: LanguageFile = {
  tag: 'pl',
  format: 'pl-PL',
  direction: 'ltr',
  name: 'Polski',
  messages: {
    ...english.messages,
    greeting: 'Dzień dobry, {name}!',
    'bag.pieces': '{count, plural, one {# sztuka} few {# sztuki} many {# sztuk} other {# sztuki}}',
  },
};

test('a language is one file: words, plural forms and formats follow from it', () => {
  const polish = createLanguage(file);
  expect(polish.say('greeting', { name: 'Ewa' })).toBe('Dzień dobry, Ewa!');
  expect([1, 2, 5, 1.5].map((count) => polish.say('bag.pieces', { count }))).toEqual([
    '1 sztuka',
    '2 sztuki',
    '5 sztuk',
    '1,5 sztuki',
  ]);
  expect(polish.formatList(['A', 'B'])).toBe('A i B');
  expect(polish.nameCountry('DE')).toBe('Niemcy');
  expect(chooseLanguage('pl-PL', [...createLanguages(), polish])).toBe(polish);
});

test('a file with a message that cannot be read makes no language', () => {
  const broken = { ...file, messages: { ...file.messages, greeting: 'Dzień dobry, {name' } };
  expect(() => createLanguage(broken)).toThrow(SyntaxError);
});
