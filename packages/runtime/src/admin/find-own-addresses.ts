import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';

export interface AddressSources {
  /** The addresses that a host name leads to. */
  resolve: (name: string) => Promise<readonly string[]>;
  /** Those of this machine. */
  own: () => readonly string[];
}

const sources: AddressSources = {
  resolve: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  own: () =>
    Object.values(networkInterfaces()).flatMap((list = []) => list.map(({ address }) => address)),
};

/** None of this machine's addresses is meant. */
class NoOwnAddressError extends Error {
  readonly code = 'no_own_address';

  constructor(entry: string, cause?: unknown) {
    super(`ADMIN_HOST: no address of this machine is meant by ${entry}`, { cause });
    this.name = 'NoOwnAddressError';
  }
}

/**
 * The addresses of this machine that a comma list means: an address is itself, of a CIDR range or a
 * host name it is those which are ours. By a range, or a name that is known in one network only, a
 * container listens in that network alone. Rejects with a `NoOwnAddressError` for an entry that
 * means none.
 */
export async function findOwnAddresses(
  list: string,
  { resolve, own }: AddressSources = sources,
): Promise<string[]> {
  const found: string[] = [];
  for (const entry of list.split(',').map((text) => text.trim())) {
    if (isIP(entry) !== 0) {
      found.push(entry);
      continue;
    }
    const meant = entry.includes('/') ? own().filter(isWithin(entry)) : await resolveOwn(entry);
    if (meant.length === 0) throw new NoOwnAddressError(entry);
    found.push(...meant);
  }
  return [...new Set(found)];

  async function resolveOwn(name: string): Promise<readonly string[]> {
    try {
      const ours = new Set(own());
      return (await resolve(name)).filter((address) => ours.has(address));
    } catch (cause) {
      throw new NoOwnAddressError(name, cause);
    }
  }
}

function isWithin(range: string): (address: string) => boolean {
  const [base = '', prefix = ''] = range.split('/');
  const isRange = isIP(base) !== 0 && /^\d{1,3}$/.test(prefix);
  if (!isRange || Number(prefix) > (isIPv4(base) ? 32 : 128)) return () => false;
  const block = new BlockList();
  block.addSubnet(base, Number(prefix), familyOf(base));
  return (address) => isIP(address) !== 0 && block.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}

/** A sentence about an admin port that is open to more networks than one. */
export function warnOfWideAddress(
  addresses: readonly string[],
  interfaces: typeof networkInterfaces = networkInterfaces,
): string | undefined {
  if (!addresses.some((address) => address === '0.0.0.0' || address === '::')) return undefined;
  const networks = Object.entries(interfaces())
    .filter(([, list = []]) => list.some(({ internal }) => !internal))
    .map(([name]) => name);
  if (networks.length < 2) return undefined;
  return `the admin port listens in every network of this machine (${networks.join(', ')}): name one in ADMIN_HOST, by an address, a range or a host name that is known in it`;
}
