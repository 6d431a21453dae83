import { BlockList, isIP, isIPv4 } from 'node:net';

/** True for an IP address or a CIDR range. */
export function isAddressRange(text: string): boolean {
  return addRange(new BlockList(), text);
}

/**
 * A filter that lets the listed addresses and CIDR ranges pass, IPv4 callers on an IPv6 socket
 * (`::ffff:192.0.2.1`) included.
 */
export function createAddressFilter(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) addRange(list, range);
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

function addRange(list: BlockList, range: string): boolean {
  const [address = '', prefix] = range.split('/');
  if (isIP(address) === 0) return false;
  const family = familyOf(address);
  if (prefix === undefined) {
    list.addAddress(address, family);
    return true;
  }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (family === 'ipv4' ? 32 : 128)) return false;
  list.addSubnet(address, Number(prefix), family);
  return true;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}
