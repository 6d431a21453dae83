import { readKeyId } from './changing-keyring.ts';
import type { Keyring } from './keyring.ts';

/**
 * The same content sealed by the key that seals now. The very text again when that key has sealed it,
 * or when it cannot be opened. `changed`: its content or its context is another from now on, so that it
 * is sealed anew whatever its key.
 */
export type Reseal = (
  sealed: string,
  context: string,
  changed?: { context: string; change: (content: Buffer) => Buffer },
) => string;

/**
 * Makes it. `isDryRun`: the answer is no sealed value, but bears the id of the key that would seal it;
 * nothing is sealed.
 */
export function createReseal({
  keyring,
  currentKeyId,
  isDryRun = false,
}: {
  keyring: Pick<Keyring, 'seal' | 'open'>;
  currentKeyId: string;
  isDryRun?: boolean;
}): Reseal {
  return (sealed, context, changed) => {
    if (changed === undefined && readKeyId(sealed) === currentKeyId) return sealed;
    const opening = keyring.open(sealed, context);
    if (opening.kind !== 'opened') return sealed;
    if (isDryRun) return `${currentKeyId}.`;
    return changed === undefined
      ? keyring.seal(opening.plaintext, context)
      : keyring.seal(changed.change(opening.plaintext), changed.context);
  };
}
