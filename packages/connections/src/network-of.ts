import ipaddr from 'ipaddr.js';

/**
 * What is counted as one caller: an IPv4 address, or the /64 of an IPv6 address, which is the least
 * that one subscriber is given (RFC 6177).
 */
export function networkOf(address: string): string {
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : parsed.toByteArray().slice(0, 8).join('.');
}
