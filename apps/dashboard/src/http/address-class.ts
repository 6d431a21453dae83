import { BlockList, isIP, isIPv6 } from 'node:net';

const ranges = {
  // Of IPv6 the network of the address is told.
  loopback: ['127.0.0.0/8', '::/127'],
  private: [
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '169.254.0.0/16',
    'fc00::/7',
    'fe80::/10',
  ],
} as const;

const lists = Object.entries(ranges).map(([name, subnets]) => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), familyOf(network));
  }
  return [name, list] as const;
});

/** All that is written down of an address: from which kind of network somebody came. */
export function classOfAddress(address: string): string {
  const [network = ''] = address.split('/');
  if (isIP(network) === 0) return 'unknown';
  return lists.find(([, list]) => list.check(network, familyOf(network)))?.[0] ?? 'public';
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
