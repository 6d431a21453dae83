import type { Straggler } from './find-stragglers.ts';

/** In a sentence: what a process still has to do with a rotation, and what mends it. */
export function describeStraggler(
  { app, host, id, why, sealsWith }: Straggler,
  keyId: string,
): string {
  const who = `${app} on ${host} (${id})`;
  switch (why) {
    case 'lacks_key':
      return `${who} has no key "${keyId}": add it to its PAYLOAD_KEYS, behind the first`;
    case 'seals_otherwise':
      return `${who} still seals with "${sealsWith ?? ''}": put "${keyId}" first in its PAYLOAD_KEYS, then seal anew once more`;
    case 'older_journal':
      return `${who} has deliveries in its journal from before it sealed with "${keyId}": wait until they are drained, then seal anew once more`;
    case 'unknown':
      return `${who} does not tell its keys: update it, or look yourself`;
  }
}
