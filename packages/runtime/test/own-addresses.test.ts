import { describe, expect, test } from '@jest/globals';
import { findOwnAddresses, warnOfWideAddress } from '../src/admin/find-own-addresses.ts';
import { isLocalHost } from '../src/admin/is-local-host.ts';

const own = () => ['127.0.0.1', '::1', '172.30.1.5', '172.31.7.9', 'fd00:1::5'];
const names: Readonly<Record<string, string[]>> = {
  'ingest-admin': ['172.30.1.4', '172.30.1.5'],
  elsewhere: ['192.0.2.1'],
  localhost: ['127.0.0.1', '::1'],
};
const resolve = (name: string) => {
  const addresses = names[name];
  return addresses === undefined
    ? Promise.reject(Object.assign(new Error('not known'), { code: 'ENOTFOUND' }))
    : Promise.resolve(addresses);
};
const find = (list: string) => findOwnAddresses(list, { own, resolve });

describe('an admin host', () => {
  test.each([
    ['an address', '172.30.1.5', ['172.30.1.5']],
    ['every address', '0.0.0.0', ['0.0.0.0']],
    ['a range', '172.30.0.0/16', ['172.30.1.5']],
    ['a range of IPv6', 'fd00:1::/64', ['fd00:1::5']],
    ['a name that leads to many containers', 'ingest-admin', ['172.30.1.5']],
    ['several', '127.0.0.1, ingest-admin', ['127.0.0.1', '172.30.1.5']],
    ['the same twice', '127.0.0.1,localhost', ['127.0.0.1', '::1']],
  ])('may be %s', async (_what, list, addresses) => {
    expect(await find(list)).toEqual(addresses);
  });

  test.each([
    ['a range in which we are not', '10.0.0.0/8'],
    ['a range that is none', '172.30.0.0/33'],
    ['a range without an end', '172.30.0.0/'],
    ['a name that leads elsewhere', 'elsewhere'],
    ['a name that nobody knows', 'nowhere'],
    ['nothing', ''],
    ['nothing behind a comma', '127.0.0.1,'],
  ])('may not be %s', async (_what, list) => {
    await expect(find(list)).rejects.toMatchObject({ code: 'no_own_address' });
  });

  test.each([
    [['0.0.0.0'], 2, true],
    [['::'], 2, true],
    [['0.0.0.0'], 1, false],
    [['172.30.1.5'], 2, false],
  ])('of %j in %i networks is warned of or not', (addresses, networks, isWarned) => {
    const face = (internal: boolean) => [{ internal } as never];
    const interfaces = () => ({
      lo: face(true),
      ...Object.fromEntries(Array.from({ length: networks }, (_, n) => [`eth${n}`, face(false)])),
    });
    expect(warnOfWideAddress(addresses, interfaces)).toEqual(
      isWarned ? expect.stringContaining('eth0, eth1') : undefined,
    );
  });
});

test.each([
  ['127.0.0.1:9100', true],
  ['127.0.0.1', true],
  ['[::1]:9100', true],
  ['localhost:9100', true],
  ['LocalHost', true],
  ['a.localhost', true],
  ['192.0.2.1:9100', true],
  [undefined, true],
  ['rebound.example.com:9100', false],
  ['localhost.example.com', false],
  ['127.0.0.1.example.com', false],
  ['ingest:9100', false],
  ['', false],
])('the host %j is local: %s', (host, expected) => {
  expect(isLocalHost(host)).toBe(expected);
});
