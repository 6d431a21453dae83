import { describe, expect, test } from '@jest/globals';
import { wrapProse } from '../../src/templates/text/wrap-prose.ts';

const countOf = (text: string, sign: string) => text.split(sign).length - 1;

describe('a paragraph of plain text', () => {
  test('stays as it is when it fits', () => {
    expect(wrapProse('Names are hard to change.')).toBe('Names are hard to change.');
  });

  test('is broken at spaces, into lines of at most 72 columns', () => {
    const text = 'word '.repeat(100).trim();
    const lines = wrapProse(text).split('\n');
    expect(lines.join(' ')).toBe(text);
    expect(lines.map(({ length }) => length)).toEqual([...Array<number>(7).fill(69), 9]);
  });

  test.each([
    ['a number', '7'.repeat(90)],
    ['an address', `https://example.com/${'x'.repeat(90)}`],
  ])('has %s whole, however long', (_, word) => {
    expect(wrapProse(`See ${word} now`)).toBe(`See\n${word}\nnow`);
  });

  test('is broken between signs of scripts without spaces, which take two columns', () => {
    const lines = wrapProse('名'.repeat(80)).split('\n');
    expect(lines.map(({ length }) => length)).toEqual([36, 36, 8]);
  });

  test('has no line that begins with what closes a clause', () => {
    const text = `${'名'.repeat(36)}。${'名'.repeat(10)}`;
    expect(wrapProse(text)).toBe(`${'名'.repeat(35)}\n名。${'名'.repeat(10)}`);
  });

  test('does not count what cannot be seen', () => {
    const text = '\u2068word\u2069 '.repeat(30).trim();
    const [first = ''] = wrapProse(text).split('\n');
    expect(countOf(first, 'word')).toBe(14);
  });

  test('of nothing is nothing', () => {
    expect(wrapProse('')).toBe('');
  });
});
