import { describe, expect, test } from '@jest/globals';
import { createPrivateHosts, isPrivateHost } from '../src/addresses/private-hosts.ts';

describe('an entry of OUTBOUND_PRIVATE_HOSTS', () => {
  test.each([
    'booking.internal',
    'Booking.Internal',
    'lookup',
    'my_service',
    'xn--bcher-kva.example',
    '10.0.0.5',
    '::1',
    '10.20.0.0/16',
    '10.0.0.0/8',
    'fd00::/8',
    'fc00::/7',
    '169.254.169.254',
  ])('may be %s', (entry) => {
    expect(isPrivateHost(entry)).toBe(true);
  });

  test.each([
    '0.0.0.0/0',
    '::/0',
    '0.0.0.0/7',
    '*',
    '*.internal',
    '.internal',
    'internal.',
    'http://booking.internal',
    'booking.internal:8080',
    '10.1',
    '2130706433',
    '0x7f.1',
    '10.0.0.0/33',
    '10.0.0/8',
    'a b',
    '[::1]',
    '-a',
    '',
  ])('may not be "%s"', (entry) => {
    expect(isPrivateHost(entry)).toBe(false);
  });
});

describe('a host', () => {
  const production = { isDevelopment: false };
  const hosts = createPrivateHosts(
    ['booking.internal', 'LOOKUP', '10.20.0.0/16', 'fd00:1::5', '169.254.1.1'],
    production,
  );

  test.each<[string, string, boolean]>([
    ['example.com', '93.184.215.14', true],
    ['example.com', '10.0.0.1', false],
    ['example.com', '127.0.0.1', false],
    ['example.com', '::ffff:127.0.0.1', false],
    ['booking.internal', '10.0.0.1', true],
    ['booking.internal', '127.0.0.1', true],
    ['booking.internal', 'fd12::1', true],
    ['BOOKING.internal.', '10.0.0.1', true],
    ['evil.booking.internal', '10.0.0.1', false],
    ['booking.internal.evil.example', '10.0.0.1', false],
    ['booking.internal', '169.254.169.254', false],
    ['booking.internal', 'fd00:ec2::254', false],
    ['booking.internal', '0.0.0.0', false],
    ['lookup', '192.168.0.1', true],
    ['example.com', '10.20.3.4', true],
    ['example.com', '::ffff:10.20.3.4', true],
    ['example.com', '10.21.3.4', false],
    ['example.com', 'fd00:1::5', true],
    ['example.com', 'fd00:1::6', false],
    ['169.254.1.1', '169.254.1.1', true],
    ['10.20.3.4', '10.20.3.4', true],
  ])('%s at %s is allowed: %s', (host, address, isAllowed) => {
    expect(hosts.isAllowed(host, address)).toBe(isAllowed);
  });

  test.each<[string, boolean]>([
    ['booking.internal', true],
    ['Booking.Internal.', true],
    ['10.20.0.9', true],
    ['[fd00:1::5]', true],
    ['localhost', false],
    ['127.0.0.1', false],
    ['example.com', false],
  ])('%s is named: %s', (host, isNamed) => {
    expect(hosts.isNamed(host)).toBe(isNamed);
  });

  test.each<[string, string, boolean]>([
    ['localhost', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['example.com', '::1', true],
    ['example.com', '10.0.0.1', false],
    ['example.com', '169.254.169.254', false],
  ])('%s at %s is allowed in development: %s', (host, address, isAllowed) => {
    const own = createPrivateHosts([], { isDevelopment: true });
    expect(own.isAllowed(host, address)).toBe(isAllowed);
  });
});
