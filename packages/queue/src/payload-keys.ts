import { defineList, type Variable } from '@ticketpost/runtime';
import { createKeyring, type Keyring, type PayloadKey } from './keyring.ts';

/** Opens and seals on a developer's machine; everybody can read it, so production refuses it. */
const developmentKey = `development-only:${Buffer.from('development-onlydevelopment-only').toString('base64')}`;

const entriesVariable = defineList(
  {
    name: 'PAYLOAD_KEYS',
    meaning: 'comma list `id:base64(32 bytes)`; the first seals, all open',
    expectation:
      'a comma list of id:base64, each id once and of letters, digits, - and _, each key 32 bytes in base64 (openssl rand -base64 32)',
    example: `k1:${'A'.repeat(43)}=`,
    items: { pattern: '^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$' },
    secret: true,
    random: true,
  },
  { fallback: [developmentKey], required: 'in production' },
);

/** `PAYLOAD_KEYS`: the keys that seal what is stored. The first seals, all open. */
export const payloadKeysVariable: Variable<readonly string[]> = {
  ...entriesVariable,
  read: readPayloadKeys,
};

/** An id that came before is left out of its entry, which the schema then refuses. */
function readPayloadKeys(text: string): string[] {
  const ids = new Set<string>();
  return text.split(',').map((entry) => {
    const [id = '', ...key] = entry.trim().split(':');
    const isRepeated = ids.has(id);
    ids.add(id);
    return [isRepeated ? '' : id, ...key].join(':');
  });
}

/** The keyring of a list that `payloadKeysVariable` let through. */
export function createKeyringFromList(list: readonly string[]): Keyring {
  return createKeyring(parsePayloadKeys(list));
}

/** The keys of such a list, the one that seals first. */
export function parsePayloadKeys(list: readonly string[]): readonly [PayloadKey, ...PayloadKey[]] {
  const [first, ...others] = list.map(parsePayloadKey);
  if (first === undefined) throw new RangeError('PAYLOAD_KEYS holds no key');
  return [first, ...others];
}

function parsePayloadKey(entry: string): PayloadKey {
  const colon = entry.indexOf(':');
  return { id: entry.slice(0, colon), key: Buffer.from(entry.slice(colon + 1), 'base64') };
}
