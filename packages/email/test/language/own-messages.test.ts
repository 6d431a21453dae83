import { describe, expect, test } from '@jest/globals';
import { english, languageFiles } from '../../src/generated/languages.ts';
import { createLanguages } from '../../src/language/create-languages.ts';
import { OwnMessagesError, type OwnMessages } from '../../src/language/own-messages.ts';

function findProblems(own: OwnMessages): string[] {
  try {
    createLanguages(own);
  } catch (error) {
    if (!(error instanceof OwnMessagesError)) throw error;
    expect(error.code).toBe('invalid_messages');
    return error.problems.map(({ code, language, key }) => [code, language, key].join(' ').trim());
  }
  return [];
}

function speak(own: OwnMessages, tag: string) {
  const language = createLanguages(own).find((one) => one.tag === tag);
  if (language === undefined) throw new Error(`no language ${tag}`);
  return language;
}

test('without own messages the languages are those of the files', () => {
  expect(createLanguages().map(({ tag }) => tag)).toEqual(languageFiles.map(({ tag }) => tag));
});

test('an own message takes the place of ours, in its language alone', () => {
  const own = { es: { greeting: 'Buenos días, {name}:' } };
  expect(speak(own, 'es').say('greeting', { name: 'Ana' })).toBe('Buenos días, Ana:');
  expect(speak(own, 'es').say('greetingNobody')).toBe(speak({}, 'es').say('greetingNobody'));
  expect(speak(own, 'en').say('greeting', { name: 'Ana' })).toBe('Hello Ana,');
});

test.each([
  ['leaves a value out', { greeting: 'Hello!' }],
  ['is empty', { greetingNobody: '' }],
  ['chooses by a text', { greeting: '{name, select, Ana {Hi Ana} other {Hello {name}}}' }],
  ['writes a number plainly', { 'bag.pieces': '{count} pc' }],
  ['counts a number', { 'bag.weight': '{weight, plural, one {# kilo} other {# kilos}}' }],
  ['has a tag in other letters', {}, 'EN'],
  ['holds what HTML would take for a tag', { greeting: '<b>Hello</b> {name}' }],
])('an own message that %s is fit', (_, messages, tag = 'en') => {
  expect(findProblems({ [tag]: messages })).toEqual([]);
});

describe('own messages are refused, all at once,', () => {
  const whole = english.messages;
  const withoutTitle = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'title'));
  test.each<[string, OwnMessages, string[]]>([
    ['for an unknown key', { en: { greetings: 'Hi' } }, ['unknown_message en greetings']],
    [
      'for a key that every object has',
      { en: { constructor: 'Hi', toString: 'Hi' } },
      ['unknown_message en constructor', 'unknown_message en toString'],
    ],
    [
      'for messages that cannot be read',
      {
        en: {
          greeting: 'Hi {name',
          title: '{variant, select, update {Changed}}',
          'bag.pieces': '{count, plural, one {#}}',
        },
      },
      [
        'unreadable_message en greeting',
        'unreadable_message en title',
        'unreadable_message en bag.pieces',
      ],
    ],
    [
      'for a value that the message is not given',
      { en: { greeting: 'Hi {firstName}', greetingNobody: 'Hi {name}' } },
      ['unknown_value en greeting', 'unknown_value en greetingNobody'],
    ],
    [
      'for a value within a case',
      { es: { title: '{variant, select, other {Hola, {name}}}' } },
      ['unknown_value es title'],
    ],
    [
      'for a text that is counted',
      { en: { greeting: '{name, plural, one {a} other {b}}', bookedWith: '{brand, number}' } },
      ['unfit_value en greeting', 'unfit_value en bookedWith'],
    ],
    [
      'for a value written as a date or in a style',
      { en: { greeting: '{name, date}', 'bag.weight': '{weight, number, ::.00}' } },
      // What is written as a date takes no value that is given.
      ['unfit_value en greeting', 'unfit_value en bag.weight'],
    ],
    [
      'for a tag that is none, or that no dates are known for',
      { 'not a tag': whole, xx: whole, zh_CN: whole },
      ['unknown_language not a tag', 'unknown_language xx', 'unknown_language zh_CN'],
    ],
    [
      'for a language that is only begun',
      { 'zh-CN': { title: '出票成功' }, de: withoutTitle },
      ['incomplete_language zh-CN', 'incomplete_language de'],
    ],
    [
      'in several languages',
      { es: { title: '{' }, ar: { title: '}{' }, de: { nothing: '' } },
      [
        'unreadable_message es title',
        'unreadable_message ar title',
        'unknown_message de nothing',
        'incomplete_language de',
      ],
    ],
  ])('%s', (_, own, problems) => {
    expect(findProblems(own)).toEqual(problems);
  });

  test('and each problem names its remedy', () => {
    const own = { en: { greetings: '', title: '{' }, de: {}, xx: {} };
    expect(() => createLanguages(own)).toThrow(
      expect.objectContaining({
        problems: Array.from({ length: 4 }, () =>
          expect.objectContaining({ message: expect.any(String), remedy: expect.any(String) }),
        ),
      }),
    );
  });
});

describe('a language that the messages add', () => {
  const day = { year: 2026, month: 11, date: 24, hour: 8, minute: 30, day: 20781 };

  test.each([
    ['de', 'ltr'],
    ['he', 'rtl'],
    ['ar-EG', 'rtl'],
    ['uz-Arab', 'rtl'],
    ['uz', 'ltr'],
  ])('%s is written %s', (tag, direction) => {
    expect(speak({ [tag]: english.messages }, tag).direction).toBe(direction);
  });

  test('has dates of its own', () => {
    expect(speak({ de: english.messages }, 'de').formatDate(day)).toBe('Di 24. Nov. 2026');
  });

  test.each(['fa', 'th', 'my', 'ar-EG'])('%s has Gregorian dates and Latin digits', (tag) => {
    const language = speak({ [tag]: english.messages }, tag);
    const date = language.formatDate(day);
    expect(date).toMatch(/24/u);
    expect(date).toMatch(/2026/u);
    expect(language.say('bag.pieces', { count: 3 })).toBe('3 pieces');
  });
});
