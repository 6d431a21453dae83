import dns, { type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AddressInsideError } from './address-inside-error.ts';
import type { PrivateHosts } from './private-hosts.ts';

/**
 * The name service as a socket asks it. The socket connects to these very addresses, so that nothing can
 * change between the check and the line; one of them inside is enough to refuse them all.
 */
export function createCheckedLookup(
  hosts: PrivateHosts,
  resolve: typeof resolveAll = resolveAll,
): LookupFunction {
  return (host, options, callback) => {
    resolve(host, options, (error, addresses) => {
      if (error !== null) {
        callback(error, '');
        return;
      }
      const refused = addresses.find(({ address }) => !hosts.isAllowed(host, address));
      const [first] = addresses;
      if (refused !== undefined) callback(new AddressInsideError(host, refused.address), '');
      else if (options.all === true) callback(null, addresses);
      else if (first === undefined) callback(new Error(`${host} has no address`), '');
      else callback(null, first.address, first.family);
    });
  };
}

function resolveAll(
  host: string,
  options: Parameters<LookupFunction>[1],
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
): void {
  dns.lookup(host, { ...options, all: true }, callback);
}
