import { describe, expect, test } from '@jest/globals';
import type { Face } from '../src/fonts/face.ts';
import { assignFaces } from '../src/text/assign-faces.ts';
import { breakLines } from '../src/text/break-lines.ts';
import { findLevels, orderVisually } from '../src/text/order-visually.ts';

function buildFace(name: string, characters: string): Face {
  const codePoints = new Set(Array.from(characters, (character) => character.codePointAt(0) ?? 0));
  return { name, source: Buffer.alloc(0), codePoints };
}

const latin = buildFace('latin', 'abcdefgxyzAÉ \u00a0()123-:·\ufffd\u0301');
const arabic = buildFace('arabic', 'سلامعمر\u064e، ');
const faces = [latin, arabic];

describe('faces', () => {
  test.each([
    ['all of one font', 'abc', 'abc', ['latin', 'latin', 'latin']],
    ['the next font that has it', 'aس', 'aس', ['latin', 'arabic']],
    ['a sign where none has it', 'aש', 'a\ufffd', ['latin', 'latin']],
    ['one sign for a picture and its skin', '👍🏽', '\ufffd', ['latin']],
    ['letter and mark as one', 'E\u0301', 'É', ['latin']],
    ['a mark with its letter', 'x\u0301', 'x\u0301', ['latin', 'latin']],
    [
      'a sign for a mark that the font of its letter lacks',
      'x\u0336',
      'x\ufffd',
      ['latin', 'latin'],
    ],
    ['no face for what only steers', 'a\u2068', 'a\u2068', ['latin', undefined]],
    ['one space for a line break', 'a\nb', 'a b', ['latin', 'latin', 'latin']],
  ])('give %s', (_, given, text, names) => {
    const faced = assignFaces(given, faces);
    expect(faced.text).toBe(text);
    expect(faced.faces.map((face) => face?.name)).toEqual(names);
  });
});

describe('lines', () => {
  test.each([
    ['stay one when they fit', 'abc abc', 7, ['abc abc']],
    ['end at a space, which is in none', 'abc abc', 5, ['abc', 'abc']],
    ['end behind a hyphen', 'abc-abc', 5, ['abc-', 'abc']],
    ['end inside a word that is too long', 'abcdefg', 3, ['abc', 'def', 'g']],
    ['go on with a word that was broken', 'abcdefg ab', 5, ['abcde', 'fg ab']],
    ['keep a no-break space together', 'ab a\u00a0b', 4, ['ab', 'a\u00a0b']],
    ['take one character at least', 'ab', 0, ['a', 'b']],
    ['never part a letter from its mark', 'x\u0301x\u0301', 1, ['x\u0301', 'x\u0301']],
  ])('%s', (_, text, maxWidth, expected) => {
    const measure = ({ start, end }: { start: number; end: number }) =>
      text.slice(start, end).replaceAll('\u0301', '').length;
    const lines = breakLines(text, { maxWidth, measure });
    expect(lines.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe('writing directions', () => {
  const read = (text: string, direction: 'ltr' | 'rtl', line?: { start: number; end: number }) => {
    const faced = assignFaces(text, faces);
    const levels = findLevels(faced.text, direction);
    const span = line ?? { start: 0, end: faced.text.length };
    return orderVisually(faced, levels, span).map((run) => run.text);
  };

  test.each([
    ['Latin as it is', 'abc abc', 'ltr', ['abc abc']],
    ['Arabic words from right to left', 'سلام عمر', 'rtl', ['عمر', ' ', 'سلام']],
    ['Latin in Arabic from left to right', 'سلام abc 1', 'rtl', ['abc 1', ' ', 'سلام']],
    ['Arabic in Latin', 'abc سلام abc', 'ltr', ['abc ', 'سلام', ' abc']],
    ['numbers behind a label', 'عمر: 123', 'rtl', ['123', ' ', ':', 'عمر']],
    ['brackets mirrored', 'س(عمر)', 'rtl', ['(', 'عمر', ')', 'س']],
    ['an isolate in its own direction', 'عمر \u2068abc-\u2069', 'rtl', ['abc-', ' ', 'عمر']],
  ] as const)('draw %s', (_, text, direction, expected) => {
    expect(read(text, direction)).toEqual(expected);
  });

  test('draw a line of several by itself', () => {
    expect(read('abc abc', 'ltr', { start: 4, end: 7 })).toEqual(['abc']);
    expect(read('سلام عمر', 'rtl', { start: 5, end: 8 })).toEqual(['عمر']);
  });
});
