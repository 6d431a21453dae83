import { describe, expect, test } from '@jest/globals';
import { shortenText } from '../../src/safe-text/shorten-text.ts';

describe('a text of at most four characters', () => {
  test.each([
    ['stays when shorter', 'abc', 'abc'],
    ['stays when just as long', 'abcd', 'abcd'],
    ['ends in an ellipsis when longer', 'abcde', 'abc…'],
    ['counts an emoji as one', '🎫🎫🎫🎫', '🎫🎫🎫🎫'],
    ['never cuts an emoji in two', '🎫🎫🎫🎫🎫', '🎫🎫🎫…'],
    ['leaves an emoji of several code points out where it does not fit', 'ab👩‍🚀c', 'ab…'],
    ['keeps it where it fits', '👩‍🚀bcd', '👩‍🚀…'],
    ['leaves a flag out rather than half of it', 'ab🇪🇸c', 'ab…'],
    ['leaves a letter out rather than its marks', 'abe\u0301\u0323', 'ab…'],
    ['cuts one endless character in itself', 'e\u0301\u0301\u0301\u0301', 'e\u0301\u0301…'],
  ])('%s', (_, given, expected) => {
    expect(shortenText(given, 4)).toBe(expected);
  });
});
