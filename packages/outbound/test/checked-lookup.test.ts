import type { LookupAddress } from 'node:dns';
import { expect, test } from '@jest/globals';
import { createCheckedLookup } from '../src/addresses/create-checked-lookup.ts';
import { createPrivateHosts } from '../src/addresses/private-hosts.ts';

const outside: LookupAddress = { address: '93.184.215.14', family: 4 };
const inside: LookupAddress = { address: '10.0.0.1', family: 4 };

/** Asks for a host whose name service answers so. */
function ask(answer: LookupAddress[], { host = 'example.com', all = false } = {}) {
  const lookup = createCheckedLookup(
    createPrivateHosts(['booking.internal'], { isDevelopment: false }),
    (_host, _options, callback) => {
      callback(null, answer);
    },
  );
  return new Promise<unknown>((resolve) => {
    lookup(host, { all }, (error, address) => {
      resolve(error === null ? address : error.code);
    });
  });
}

test('an address outside is handed on, as one or as a list', async () => {
  expect(await ask([outside])).toBe('93.184.215.14');
  expect(await ask([outside], { all: true })).toEqual([outside]);
});

test.each([
  ['alone', [inside]],
  ['behind one outside', [outside, inside]],
  ['in the form of IPv6', [{ address: '::ffff:10.0.0.1', family: 6 }]],
])('an address inside is refused, %s', async (_row, answer) => {
  expect(await ask(answer)).toBe('ERR_ADDRESS_INSIDE');
  expect(await ask(answer, { all: true })).toBe('ERR_ADDRESS_INSIDE');
});

test('an address inside is handed on for a host that is named', async () => {
  expect(await ask([inside], { host: 'booking.internal' })).toBe('10.0.0.1');
});

test('the metadata service is refused whatever host it says to be', async () => {
  const metadata = { address: '169.254.169.254', family: 4 };
  expect(await ask([metadata], { host: 'booking.internal' })).toBe('ERR_ADDRESS_INSIDE');
});
