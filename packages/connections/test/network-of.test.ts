import { expect, test } from '@jest/globals';
import { networkOf } from '../src/network-of.ts';

test.each([
  ['an IPv4 address alone', '192.0.2.1', '192.0.2.2', false],
  ['an IPv4 address however it is written', '192.0.2.1', '::ffff:192.0.2.1', true],
  ['an IPv6 address with its whole /64', '2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff::9', true],
  ['an IPv6 address apart from the next /64', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['an address of this link without its zone', 'fe80::1%eth0', 'fe80::2', true],
])('%s is one caller', (_what, one, other, isSame) => {
  expect(networkOf(one) === networkOf(other)).toBe(isSame);
});
