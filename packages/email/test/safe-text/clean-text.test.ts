import { describe, expect, test } from '@jest/globals';
import { cleanText } from '../../src/safe-text/clean-text.ts';

describe('a string from outside', () => {
  test.each([
    ['keeps its letters of any script', 'Ångström 张三 محمد 🎫', 'Ångström 张三 محمد 🎫'],
    ['keeps markup for the escaping to deal with', '<b>"&\'', '<b>"&\''],
    ['loses its outer spaces', '  LI/SI  ', 'LI/SI'],
    ['has runs of spaces made one', 'LI/SI \t  ANN', 'LI/SI ANN'],
    ['has line breaks made spaces', 'LI\r\nBcc: x@example.com', 'LI Bcc: x@example.com'],
    ['has Unicode line and paragraph separators made spaces', 'A\u2028B\u2029C', 'A B C'],
    ['has other control characters made spaces', 'A\u0000B\u001bC\u007fD\u0085E', 'A B C D E'],
    ['loses direction embeddings and overrides', '\u202aA\u202bB\u202cC\u202dD\u202eE', 'ABCDE'],
    ['loses direction isolates', '\u2066A\u2067B\u2068C\u2069', 'ABC'],
    ['loses direction marks', 'A\u200eB\u200fC\u061cD', 'ABCD'],
    ['loses zero-width characters', 'A\u200bB\u200cC\u200dD\u2060E\ufeffF', 'ABCDEF'],
    ['loses soft hyphens and tag characters', 'A\u00adB\u{e0041}C', 'ABC'],
    ['loses half a surrogate pair', 'A\ud83dB', 'A B'],
    ['keeps an emoji of several whole', '👩‍👩‍👧 👩🏽‍🚀 ❤️', '👩‍👩‍👧 👩🏽‍🚀 ❤️'],
    ['loses a joiner that joins no two', '👩\u200d \u200d👧 a\ufe0f', '👩 👧 a'],
    ['keeps the break inside a Persian name', 'امیر\u200cحسین', 'امیر\u200cحسین'],
    ['keeps the joiner of an Indic name', 'क्\u200dष', 'क्\u200dष'],
    ['is empty when nothing of it can be seen', '\u200b\r\n\u202e', ''],
  ])('%s', (_, given, expected) => {
    expect(cleanText(given)).toBe(expected);
  });
});
