import { expect, test } from '@jest/globals';
import { readAddress } from '../src/read-address.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  [' 203.0.113.7 ', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['2001:DB8::7', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['fe80::7%eth0', 'fe80::7'],
  ['[fe80::7%25eth0]:443', 'fe80::7'],
  ['203.0.113.7:', undefined],
  ['203.0.113.7:x', undefined],
  ['203.0.113.300', undefined],
  ['0x7f.1', undefined],
  ['127.1', undefined],
  ['2130706433', undefined],
  ['0177.0.0.1', undefined],
  ['unknown', undefined],
  ['_hidden', undefined],
  ['localhost', undefined],
  ['"203.0.113.7"', undefined],
  ['for=203.0.113.7', undefined],
  ['203.0.113.7 198.51.100.1', undefined],
  [`${' '.repeat(9000)}203.0.113.7`, '203.0.113.7'],
  ['7'.repeat(9000), undefined],
  ['', undefined],
  [undefined, undefined],
])('of %j the address is %j', (text, address) => {
  expect(readAddress(text)).toBe(address);
});
