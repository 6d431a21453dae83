import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Longer than any address with brackets, zone and port. */
const longestEntry = 80;

/**
 * The IP address that a text names, in one spelling: IPv4 that is written as IPv6 is IPv4, and a
 * port, brackets or a zone beside it are left out. `undefined` for everything else.
 */
export function readAddress(text: string | undefined): string | undefined {
  const entry = text?.trim() ?? '';
  if (entry.length > longestEntry) return undefined;
  const bare = /^\[([^[\]]+)\](?::\d{1,5})?$/.exec(entry)?.[1] ?? withoutPort(entry);
  const address = bare.replace(/%[\w.-]+$/, '');
  return isIP(address) === 0 ? undefined : ipaddr.process(address).toString();
}

/** Some load balancers write the port of an IPv4 caller behind it. */
function withoutPort(entry: string): string {
  return /^([\d.]+):\d{1,5}$/.exec(entry)?.[1] ?? entry;
}
