import { gatherKeyIds, type Census } from '@ticketpost/monitoring';
import { readKeyId } from '@ticketpost/queue';
import { inChunks } from '../in-chunks.ts';
import type { Pace } from '../pace.ts';
import type { SealedKind } from '../sealed-kind.ts';

/** Read at a time: bounds what Redis and this process do without a rest. */
const chunkSize = 100;

/**
 * Counts all sealed values by kind and by the id of the key that sealed them. It opens nothing, and
 * counts what comes or goes meanwhile perhaps.
 */
export async function takeCensus({
  kinds,
  pace,
  now = Date.now,
}: {
  kinds: readonly SealedKind[];
  pace: Pace;
  now?: () => number;
}): Promise<Census> {
  const beganAt = new Date(now()).toISOString();
  const values: Census['values'] = {};
  for (const kind of kinds) {
    const counts = new Map<string, number>();
    for await (const ids of kind.walk()) {
      for (const chunk of inChunks(ids, chunkSize)) {
        for (const sealed of await kind.list(chunk)) {
          const keyId = readKeyId(sealed);
          counts.set(keyId, (counts.get(keyId) ?? 0) + 1);
        }
        await pace.rest();
      }
    }
    values[kind.name] = gatherKeyIds(counts);
  }
  return { beganAt, endedAt: new Date(now()).toISOString(), values };
}
