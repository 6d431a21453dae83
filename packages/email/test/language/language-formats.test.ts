import { describe, expect, test } from '@jest/globals';
import { createLanguages } from '../../src/language/create-languages.ts';
import type { Language } from '../../src/language/language.ts';
import { parseLocalTime } from '../../src/local-time/parse-local-time.ts';

const byTag = new Map(createLanguages().map((language) => [language.tag, language]));

function speak(tag: string): Language {
  const language = byTag.get(tag);
  if (language === undefined) throw new Error(`no language ${tag}`);
  return language;
}

function read(time: string) {
  const local = parseLocalTime(time);
  if (local === undefined) throw new Error(`no time ${time}`);
  return local;
}

describe('a date', () => {
  test.each([
    ['en', '2026-11-24T08:30', 'Tue 24 Nov 2026'],
    ['en', '2028-02-29T23:59', 'Tue 29 Feb 2028'],
    ['zh-Hans', '2026-11-24T08:30', '2026年11月24日 周二'],
    ['es', '2026-11-24T08:30', 'mar 24 nov 2026'],
    ['ar', '2026-11-24T08:30', 'الثلاثاء 24 نوفمبر 2026'],
  ])('in %s, of %s, is %s', (tag, time, words) => {
    expect(speak(tag).formatDate(read(time))).toBe(words);
  });
});

test.each(['en', 'zh-Hans', 'es', 'ar'])('a clock in %s has 24 hours and Latin digits', (tag) => {
  expect(speak(tag).formatClock(read('2026-11-24T00:05'))).toBe('00:05');
  expect(speak(tag).formatClock(read('2026-11-24T23:40'))).toBe('23:40');
});

describe('a duration', () => {
  test.each([
    ['en', 135, '2 h 15 min'],
    ['en', 120, '2 h'],
    ['en', 45, '45 min'],
    ['en', 6000, '100 h'],
    ['zh-Hans', 135, '2小时15分钟'],
    ['es', 135, '2 h 15 min'],
    ['ar', 135, 'ساعتان و15 دقيقة'],
    ['ar', 61, 'ساعة ودقيقة'],
    ['ar', 663, '11 ساعة و3 دقائق'],
    ['en', 0, undefined],
    ['en', -5, undefined],
  ])('in %s, of %d minutes, is %j', (tag, minutes, words) => {
    expect(speak(tag).formatDuration(minutes)).toBe(words);
  });
});

describe('a number of pieces', () => {
  test.each([
    ['en', 1, '1 piece'],
    ['en', 2, '2 pieces'],
    ['zh-Hans', 2, '2件'],
    ['es', 1, '1 pieza'],
    ['es', 3, '3 piezas'],
    ['ar', 0, '0 قطعة'],
    ['ar', 1, 'قطعة واحدة'],
    ['ar', 2, 'قطعتان'],
    ['ar', 3, '3 قطع'],
    ['ar', 11, '11 قطعة'],
    ['ar', 100, '100 قطعة'],
  ])('in %s, %d of them, is %j', (tag, count, words) => {
    expect(speak(tag).say('bag.pieces', { count })).toBe(words);
  });
});

describe('a weight', () => {
  test.each([
    ['en', '23.5 kg'],
    ['zh-Hans', '23.5公斤'],
    ['es', '23,5 kg'],
    ['ar', '23.5 كغم'],
  ])('in %s is %j', (tag, words) => {
    expect(speak(tag).say('bag.weight', { weight: 23.5 })).toBe(words);
  });
});

describe('a list', () => {
  test.each([
    ['en', ['A', 'B', 'C'], 'A, B and C'],
    ['zh-Hans', ['A', 'B', 'C'], 'A、B和C'],
    ['es', ['A', 'Inés'], 'A e Inés'],
    ['ar', ['A', 'B', 'C'], '\u200f\u2068A\u2069 و\u2068B\u2069 و\u2068C\u2069'],
    ['ar', ['A'], '\u2068A\u2069'],
    ['en', [], ''],
    ['ar', [], ''],
  ])('in %s, of %j, is %j', (tag, items, words) => {
    expect(speak(tag).formatList(items)).toBe(words);
  });
});

describe('a country', () => {
  test.each([
    ['en', 'CN', 'China'],
    ['zh-Hans', 'GB', '英国'],
    ['es', 'GB', 'Reino Unido'],
    ['ar', 'CN', 'الصين'],
    ['en', 'QQ', undefined],
    ['en', 'cn', undefined],
    ['en', 'CHN', undefined],
    ['en', '', undefined],
  ])('in %s, with the code %j, is %j', (tag, code, name) => {
    expect(speak(tag).nameCountry(code)).toBe(name);
  });
});

test('a message that is not given its value is an error', () => {
  expect(() => speak('en').say('greeting', {})).toThrow(
    expect.objectContaining({ code: 'MISSING_VALUE' }),
  );
});

test('a text that reads like a gap, a case or a member of an object is shown as it is', () => {
  for (const text of ['{name}', "'{'", 'constructor', '<b>', '']) {
    expect(speak('en').say('greeting', { name: text })).toBe(`Hello ${text},`);
    expect(speak('en').sayInParts('greeting', { name: text })).toEqual([
      { kind: 'words', text: 'Hello ' },
      { kind: 'value', text },
      { kind: 'words', text: ',' },
    ]);
  }
});
