import ipaddr from 'ipaddr.js';

/**
 * Where an address lies. `outside`: on the public Internet. `inside`: on this machine or in a network of
 * one's own. `special`: nobody's business host: link-local (cloud metadata services live there),
 * multicast, reserved, tunnels.
 */
export type AddressPlace = 'outside' | 'loopback' | 'inside' | 'special';

const insideRanges: ReadonlySet<string> = new Set(['private', 'uniqueLocal', 'carrierGradeNat']);

/** Metadata services that hide in ranges of private networks: of AWS, Google and Alibaba. */
const metadataServices: ReadonlySet<string> = new Set(
  ['fd00:ec2::254', 'fd20:ce::254', '100.100.100.200'].map((text) =>
    ipaddr.parse(text).toNormalizedString(),
  ),
);

/** All addresses that are handed out for the public Internet (IANA). */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** The well-known prefix of NAT64; where a network has one of its own is not known. */
const nat64 = ipaddr.parseCIDR('64:ff9b::/96');

/**
 * Judges an address as a name service gives it. An IPv4 address inside an IPv6 one is judged itself
 * where lines really end there: mapped (RFC 4291) and NAT64 (RFC 6052), on which networks without
 * IPv4 live. What no range is known for is `special`.
 */
export function judgeAddress(text: string): AddressPlace {
  if (!ipaddr.isValid(text)) return 'special';
  const address = ipaddr.process(text.replace(/%.*$/, ''));
  if (address.kind() === 'ipv6' && address.match(nat64)) {
    const [a, b, c, d] = address.toByteArray().slice(-4);
    return judgeAddress(`${a}.${b}.${c}.${d}`);
  }
  if (metadataServices.has(address.toNormalizedString())) return 'special';
  const range = address.range();
  if (range === 'loopback') return 'loopback';
  if (insideRanges.has(range)) return 'inside';
  if (range !== 'unicast') return 'special';
  const isGlobal = address.kind() === 'ipv4' || address.match(globalUnicast);
  return isGlobal ? 'outside' : 'special';
}
