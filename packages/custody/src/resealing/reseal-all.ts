import { otherKeys } from '@ticketpost/monitoring';
import { createReseal, readKeyId, type Keyring } from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import { inChunks } from '../in-chunks.ts';
import { listKinds } from '../list-kinds.ts';
import type { Pace } from '../pace.ts';
import type { KindResealing, OnBroken, SealedKindName } from '../sealed-kind.ts';

/** What came of a kind so far. */
export interface ResealStep {
  kind: SealedKindName;
  /** Jobs, orders and the like that were looked at. */
  looked: number;
  /** Sealed values that are the current key's now, by the id of the key that they were sealed with. */
  resealed: Record<string, number>;
  /**
   * Values that are still another key's: it is not at hand, or they are damaged, or of a form that this
   * version does not know.
   */
  left: Record<string, number>;
  /** Values that were the current key's before. */
  current: number;
  /** Search terms that are found under the current key now. */
  terms: number;
  /** Changed by others again and again while they were sealed anew: for the next run. */
  changed: number;
  /** Nothing more comes of the kind. */
  isLast: boolean;
}

/** Read and written at a time. */
const chunkSize = 100;
const tries = 5;

/**
 * Seals everything that is stored anew with the key that seals now, and tells how it goes. It may be
 * broken off and begun anew, run twice at a time, and run while everything else does: what has the
 * current key is passed over, and a value is written only in the place of the very one that it was made
 * of. Rejects when Redis does.
 */
export async function* resealAll(options: {
  redis: Redis;
  keyring: Keyring & { keyIds: () => readonly [string, ...string[]] };
  pace: Pace;
  isDryRun?: boolean;
  onBroken?: OnBroken;
}): AsyncGenerator<ResealStep> {
  const { keyring, pace, isDryRun = false } = options;
  const [currentKeyId] = keyring.keyIds();
  const reseal = createReseal({ keyring, currentKeyId, isDryRun });
  for (const kind of listKinds(options, { isDryRun })) {
    const step: ResealStep = {
      kind: kind.name,
      looked: 0,
      resealed: {},
      left: {},
      current: 0,
      terms: 0,
      changed: 0,
      isLast: false,
    };
    const note = ({ resealed, kept, terms = 0 }: KindResealing) => {
      step.terms += terms;
      for (const sealed of resealed) count(step.resealed, readKeyId(sealed));
      for (const sealed of kept) {
        if (readKeyId(sealed) === currentKeyId) step.current += 1;
        else count(step.left, readKeyId(sealed) || otherKeys);
      }
    };
    for await (const ids of kind.walk()) {
      for (const chunk of inChunks(ids, chunkSize)) {
        step.looked += chunk.length;
        let wanted = chunk;
        for (let no = 0; no < tries && wanted.length > 0; no += 1) {
          const resealing = await kind.reseal(wanted, { reseal, isDryRun });
          note(resealing);
          wanted = resealing.changed;
        }
        step.changed += wanted.length;
        yield { ...step };
        await pace.rest();
      }
    }
    yield { ...step, isLast: true };
  }
}

function count(counts: Record<string, number>, keyId: string): void {
  counts[keyId] = (counts[keyId] ?? 0) + 1;
}
