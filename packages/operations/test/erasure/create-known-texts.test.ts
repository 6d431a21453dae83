import { expect, test } from '@jest/globals';
import { createKnownTexts } from '../../src/erasure/create-known-texts.ts';

test('texts are known each once, as far as there is room, and it is said when there is not', () => {
  const texts = createKnownTexts({ maxCharacters: 10 });
  texts.add(['abcd', 'abcd', 'efg']);
  texts.add(['abcd']);
  expect([texts.list(), texts.isWhole()]).toEqual([['abcd', 'efg'], true]);
  texts.add(['hijk', 'hij']);
  expect([texts.list(), texts.isWhole()]).toEqual([['abcd', 'efg', 'hij'], false]);
});
