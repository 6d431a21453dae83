import { expect, test } from '@jest/globals';

import { parseOrderNo } from '../src/index.ts';

test.each<[string, unknown, string | undefined]>([
  ['as the supplier writes it', 'TESTL20230922153224323', 'TESTL20230922153224323'],
  ['with a rare suffix', 'TESTL20230922153224323-A/1', 'TESTL20230922153224323-A/1'],
  ['in letter case', 'tEsT', 'tEsT'],
  ['with spaces around it', ' N1 ', 'N1'],
  ['of one character', 'N', 'N'],
  ['of 128 characters', 'N'.repeat(128), 'N'.repeat(128)],
  ['of 129 characters', 'N'.repeat(129), undefined],
  ['that is empty', '', undefined],
  ['that is blank', '  ', undefined],
  ['with a line break', 'N1\r\nX: y', undefined],
  ['with a line break at the end', 'N1\n', undefined],
  ['with a null character', 'N\u0000', undefined],
  ['that is a number', 5, undefined],
  ['that is missing', undefined, undefined],
])('an order number %s', (_, value, expected) => {
  expect(parseOrderNo(value)).toBe(expected);
});
