import { readdirSync } from 'node:fs';
import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from '@jest/globals';
import { english, languageFiles, type LanguageFile } from '../../src/generated/languages.ts';
import { createLanguage } from '../../src/language/create-language.ts';
import type { MessageKey, MessageValues } from '../../src/language/language.ts';
import { readMessageUses } from '../../src/language/message-uses.ts';
import { listChoices } from './list-choices.ts';

const keys = Object.keys(english.messages) as MessageKey[];
const read = (text: string) => parse(text, { ignoreTag: true });

test('every file of locales/ is a language, named by its tag, English first', () => {
  const names = readdirSync(new URL('../../locales', import.meta.url));
  expect(languageFiles.map(({ tag }) => `${tag}.json`).sort()).toEqual(names.sort());
  expect(languageFiles[0]).toBe(english);
});

describe.each(languageFiles.map((file) => [file.tag, file] as const))('%s', (tag, file) => {
  test('has the messages of English, no fewer and no more', () => {
    expect(Object.keys(file.messages).sort()).toEqual([...keys].sort());
  });

  test('leaves no message empty', () => {
    expect(keys.filter((key) => file.messages[key].trim() === '')).toEqual([]);
  });

  test('has a tag in canonical form and formats that Intl knows', () => {
    expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
    expect(Intl.DateTimeFormat.supportedLocalesOf(file.format)).toEqual([file.format]);
  });

  test('takes the values of English in every message, and as what they are there', () => {
    const list = ({ messages }: LanguageFile) =>
      keys.map((key) => [key, Object.fromEntries(readMessageUses(read(messages[key])).kinds)]);
    expect(Object.fromEntries(list(file))).toEqual(Object.fromEntries(list(english)));
  });

  test('writes no value as a date, a time or in a style', () => {
    const isRefused = (key: MessageKey) =>
      readMessageUses(read(file.messages[key])).refused.length > 0;
    expect(keys.filter(isRefused)).toEqual([]);
  });

  test('tells the cases of English apart in every message', () => {
    const list = ({ messages }: LanguageFile) =>
      keys.map((key) => [key, [...new Set(describeSelects(messages[key]))].sort()]);
    expect(Object.fromEntries(list(file))).toEqual(Object.fromEntries(list(english)));
  });

  test('has every plural form of the language wherever something is counted', () => {
    const rules = new Intl.PluralRules(file.format);
    const forms = [...rules.resolvedOptions().pluralCategories].sort();
    const choices = keys.flatMap((key) =>
      listChoices(read(file.messages[key])).map((choice) => ({ key, ...choice })),
    );
    const counted = choices.filter(({ by }) => by !== 'select');
    expect(counted).toEqual(counted.map((choice) => ({ ...choice, by: 'cardinal', cases: forms })));
    expect(counted.length).toBeGreaterThan(0);
  });

  test('says every message in every case', () => {
    const language = createLanguage(file);
    for (const key of keys) {
      for (const values of listValues(file.messages[key])) {
        const words = language.say(key, values);
        expect([key, words.trim(), /[{}]|undefined|NaN/u.test(words)]).toEqual([
          key,
          expect.stringMatching(/./u),
          false,
        ]);
      }
    }
  });
});

function describeSelects(text: string): string[] {
  return listChoices(read(text))
    .filter(({ by }) => by === 'select')
    .map(({ value, cases }) => `${value}: ${cases.join(' ')}`);
}

/** Values for a message, one set for each case of each of its choices, numbers of every plural form. */
function listValues(text: string): MessageValues[] {
  const names = [...readMessageUses(read(text)).kinds];
  const usual = Object.fromEntries(
    names.map(([name, kind]) => [name, kind === 'number' ? 1 : 'filled']),
  );
  const choices = listChoices(read(text)).flatMap(({ value, by, cases }) =>
    (by === 'select' ? cases : [0, 1, 2, 3, 11, 100, 1_000_000]).map((one) => ({ [value]: one })),
  );
  return [usual, ...choices.map((choice) => ({ ...usual, ...choice }))];
}

test('a plural of English that a language writes without a number is still one', () => {
  const uses = readMessageUses(read('{count, plural, other {}} {name} {kind, select, other {}}'));
  expect(Object.fromEntries(uses.kinds)).toEqual({ count: 'number', name: 'text', kind: 'text' });
});

test.each([
  ['a date', '{day, date}'],
  ['a time', '{day, time, short}'],
  ['a style of numbers', '{day, number, ::.00}'],
  ['one in a case of another value', '{kind, select, other {{day, date}}}'],
])('%s is no way to write a value', (_, text) => {
  expect(readMessageUses(read(text)).refused).toEqual(['day']);
});
