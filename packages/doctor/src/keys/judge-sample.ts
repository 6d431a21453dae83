import type { Diagnosis } from '../diagnosis.ts';
import type { SealedSample } from './sample-sealed.ts';

const name = 'keys';

/** Whether the keys at hand open what is stored. */
export function judgeSample({ opened, unknownKeys, damaged }: SealedSample): Diagnosis[] {
  const found: Diagnosis[] = [...unknownKeys].map(([keyId, count]) => ({
    name,
    status: 'failed',
    finding: `PAYLOAD_KEYS has no key "${keyId}", which sealed ${count} of the ${total({ opened, unknownKeys, damaged })} values looked at`,
    remedy: `Put the key "${keyId}" back, behind the current one.`,
  }));
  if (damaged > 0) {
    found.push({
      name,
      status: 'failed',
      finding: `${damaged} of the ${total({ opened, unknownKeys, damaged })} values looked at do not open with the key that they name`,
      remedy:
        'Look whether a key was replaced by another under the same id: put the old one back under its id, and give the new one an id of its own.',
    });
  }
  if (found.length > 0) return found;
  const finding =
    opened === 0
      ? 'nothing is stored yet that could be opened'
      : `all of the ${opened} values looked at can be opened`;
  return [{ name, status: 'ok', finding }];
}

function total({ opened, unknownKeys, damaged }: SealedSample): number {
  return opened + damaged + [...unknownKeys.values()].reduce((sum, count) => sum + count, 0);
}
