import { createKeyring, type Keyring, type PayloadKey } from './keyring.ts';
import { parsePayloadKeys } from './payload-keys.ts';

/** A keyring whose keys may be changed while it is in use, for a rotation without a restart. */
export interface ChangingKeyring extends Keyring {
  /** The one that seals first. */
  keyIds(): readonly [string, ...string[]];
  /** Since when the first of them has sealed here, in ms since the epoch. */
  sealsSinceMs(): number;
  /**
   * Takes a list that `payloadKeysVariable` let through, at once and whole. `refused`, with the reason
   * and remedy in a sentence, when an id would stand for another key than before: what it sealed could
   * never be opened again. Nothing is changed then.
   */
  change(list: readonly string[]): { kind: 'changed' } | { kind: 'refused'; problem: string };
}

/** Told of every use of a key, by its id. */
export interface KeyUseObserver {
  sealed?: (keyId: string) => void;
  opened?: (keyId: string) => void;
}

/** The keyring of a list that `payloadKeysVariable` let through. */
export function createChangingKeyring(
  list: readonly string[],
  { observe = {}, now = Date.now }: { observe?: KeyUseObserver; now?: () => number } = {},
): ChangingKeyring {
  let keys = parsePayloadKeys(list);
  let keyring = createKeyring(keys);
  let sealsSinceMs = now();
  return {
    seal(plaintext, context) {
      observe.sealed?.(keys[0].id);
      return keyring.seal(plaintext, context);
    },
    open(sealed, context) {
      const opening = keyring.open(sealed, context);
      if (opening.kind === 'opened') observe.opened?.(readKeyId(sealed));
      return opening;
    },
    blind: (text) => keyring.blind(text),
    keyIds: () => idsOf(keys),
    sealsSinceMs: () => sealsSinceMs,
    change(newList) {
      const newKeys = parsePayloadKeys(newList);
      const known = new Map(keys.map(({ id, key }) => [id, key]));
      const other = newKeys.find(({ id, key }) => known.get(id)?.equals(key) === false);
      if (other !== undefined) {
        const problem = `PAYLOAD_KEYS: the key "${other.id}" is not the one that was known by this id. Put the old one back, and give the new one an id of its own.`;
        return { kind: 'refused', problem };
      }
      if (newKeys[0].id !== keys[0].id) sealsSinceMs = now();
      keyring = createKeyring(newKeys);
      keys = newKeys;
      return { kind: 'changed' };
    },
  };
}

/** The id of the key that a value says it is sealed with; '' when it says none. */
export function readKeyId(sealed: string): string {
  return sealed.slice(0, Math.max(0, sealed.indexOf('.')));
}

function idsOf([first, ...others]: readonly [PayloadKey, ...PayloadKey[]]): [string, ...string[]] {
  return [first.id, ...others.map(({ id }) => id)];
}
