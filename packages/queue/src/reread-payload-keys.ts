import { defineRereading, type Rereading } from '@ticketpost/runtime';
import type { ChangingKeyring } from './changing-keyring.ts';
import { payloadKeysVariable } from './payload-keys.ts';

/** `PAYLOAD_KEYS_FILE`, read again while the process runs. The log names ids alone. */
export function rereadPayloadKeys(keyring: ChangingKeyring): Rereading {
  return defineRereading(payloadKeysVariable, (list) => {
    const before = keyring.keyIds();
    const change = keyring.change(list);
    if (change.kind === 'refused') return change;
    const [sealsWith, ...others] = keyring.keyIds();
    const opensWith = [sealsWith, ...others];
    const gone = before.filter((id) => !opensWith.includes(id));
    const about = { sealsWith, opensWith, ...(gone.length === 0 ? {} : { opensNoMore: gone }) };
    return { kind: 'taken', about };
  });
}
