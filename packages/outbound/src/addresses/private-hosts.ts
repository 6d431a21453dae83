import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { judgeAddress } from './judge-address.ts';

/** Which hosts may be reached although they are inside. */
export interface PrivateHosts {
  /** Whether somebody named this host, or the range of this address. */
  isNamed(host: string): boolean;
  /** Whether a line for this host may end at this address. */
  isAllowed(host: string, address: string): boolean;
}

/** Wide enough for every private range; anything wider would be a switch that turns it all off. */
const widest = { ipv4: 8, ipv6: 7 } as const;

const name =
  /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z_]([a-z0-9_-]{0,61}[a-z0-9])?$/;

/** One entry of `OUTBOUND_PRIVATE_HOSTS`: a host name, an address, or a range of addresses. */
export function isPrivateHost(text: string): boolean {
  if (isIP(text) !== 0) return true;
  if (!text.includes('/')) return name.test(text.toLowerCase());
  if (isIP(text.split('/')[0] ?? '') === 0 || !ipaddr.isValidCIDR(text)) return false;
  const [address, bits] = ipaddr.parseCIDR(text);
  return bits >= widest[address.kind()];
}

/**
 * Reads the list. A host that is named may lead to any address of a private network; what is never a
 * business host, as metadata services, must be named by its address. In development this machine may
 * be reached by itself.
 */
export function createPrivateHosts(
  entries: readonly string[],
  { isDevelopment }: { isDevelopment: boolean },
): PrivateHosts {
  const names = new Set<string>();
  const ranges: ReturnType<typeof ipaddr.parseCIDR>[] = [];
  for (const entry of entries) {
    if (entry.includes('/')) ranges.push(ipaddr.parseCIDR(entry));
    else if (isIP(entry) === 0) names.add(normalizeHost(entry));
    else ranges.push(ofOne(entry));
  }
  const isInRange = (address: string) => {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return ranges.some(([base, bits]) => base.kind() === parsed.kind() && parsed.match(base, bits));
  };
  const isNamed = (host: string) => {
    const bare = normalizeHost(host);
    return names.has(bare) || isInRange(bare) || (isDevelopment && isLoopbackHost(bare));
  };
  return {
    isNamed,
    isAllowed(host, address) {
      const place = judgeAddress(address);
      if (place === 'outside' || isInRange(address)) return true;
      if (place === 'loopback' && isDevelopment) return true;
      return place !== 'special' && names.has(normalizeHost(host));
    },
  };
}

/** As it stands in a URL or in a setting: letter case, brackets and the root's dot do not matter. */
export function normalizeHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

/** This machine by address or by a name that always means it (RFC 6761, 6.3). */
export function isLoopbackHost(host: string): boolean {
  const bare = normalizeHost(host);
  if (isIP(bare) !== 0) return judgeAddress(bare) === 'loopback';
  return bare === 'localhost' || bare.endsWith('.localhost');
}

function ofOne(address: string) {
  const parsed = ipaddr.process(address);
  return ipaddr.parseCIDR(`${parsed.toString()}/${parsed.kind() === 'ipv4' ? 32 : 128}`);
}
