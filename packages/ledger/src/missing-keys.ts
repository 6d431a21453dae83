import type { Sealer } from './sealer.ts';

/** A sealer that notes the keys that it would have needed. */
export function noteMissingKeys(sealer: Sealer): { sealer: Sealer; missingKeys: Set<string> } {
  const missingKeys = new Set<string>();
  return {
    missingKeys,
    sealer: {
      seal: (plaintext, context) => sealer.seal(plaintext, context),
      open(sealed, context) {
        const opening = sealer.open(sealed, context);
        if (opening.kind === 'unknown_key' && opening.keyId !== undefined) {
          missingKeys.add(opening.keyId);
        }
        return opening;
      },
      blind: (text) => sealer.blind(text),
    },
  };
}
