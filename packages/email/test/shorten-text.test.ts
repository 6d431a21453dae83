import { describe, expect, test } from '@jest/globals';
import { shortenText } from '../src/safe-text/shorten-text.ts';

describe('a text of at most four characters', () => {
  test.each([
    ['stays when shorter', 'abc', 'abc'],
    ['stays when just as long', 'abcd', 'abcd'],
    ['ends in an ellipsis when longer', 'abcde', 'abc…'],
    ['counts an emoji as one', '🎫🎫🎫🎫', '🎫🎫🎫🎫'],
    ['never cuts an emoji in two', '🎫🎫🎫🎫🎫', '🎫🎫🎫…'],
  ])('%s', (_, given, expected) => {
    expect(shortenText(given, 4)).toBe(expected);
  });
});
