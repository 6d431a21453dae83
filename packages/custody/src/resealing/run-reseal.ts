import {
  gatherKeyIds,
  readReports,
  startSealCount,
  writeCensus,
  writeResealed,
} from '@ticketpost/monitoring';
import { createChangingKeyring } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import type { Redis } from 'ioredis';
import { findStragglers, type Straggler } from '../find-stragglers.ts';
import { createPace } from '../pace.ts';
import { censusOfSteps } from './census-of-steps.ts';
import { resealAll, type ResealStep } from './reseal-all.ts';

export interface ResealResult {
  /**
   * - `done`: nothing is left under another key, and nobody seals with one.
   * - `not_yet`: a process lacks the key, so nothing was done.
   * - `left`: something is, or will be: see `steps` and `stragglers`.
   */
  kind: 'done' | 'not_yet' | 'left';
  keyId: string;
  steps: ResealStep[];
  stragglers: Straggler[];
}

/**
 * Seals everything anew with the first of these keys, unless a living process does not have it, and
 * leaves the count of what is sealed with which key for whoever asks.
 */
export async function runReseal(options: {
  /** It stays the caller's to close. */
  redis: Redis;
  /** A list that `payloadKeysVariable` let through. */
  payloadKeys: readonly string[];
  /** Of the time, more than 0 and 1 at most. */
  busyShare: number;
  isDryRun: boolean;
  onStep: (step: ResealStep) => void;
  logger: Pick<Logger, 'debug' | 'warn'>;
}): Promise<ResealResult> {
  const { redis, payloadKeys, busyShare, isDryRun, onStep, logger } = options;
  const sealCount = startSealCount({ redis, logger });
  const keyring = createChangingKeyring(payloadKeys, {
    observe: {
      sealed: (id) => {
        sealCount.note(id);
      },
    },
  });
  const [keyId] = keyring.keyIds();
  const look = async () => findStragglers(await readReports(redis), keyId);
  const beganAt = new Date().toISOString();
  const before = await look();
  if (!isDryRun && before.some(({ why }) => why === 'lacks_key')) {
    await sealCount.close();
    return { kind: 'not_yet', keyId, steps: [], stragglers: before };
  }
  const steps: ResealStep[] = [];
  try {
    for await (const step of resealAll({
      redis,
      keyring,
      pace: createPace({ busyShare }),
      isDryRun,
      onBroken: (place, error) => {
        logger.warn(
          { ...place, error },
          'not stored as this version stores it: it stays as it is, with its keys',
        );
      },
    })) {
      onStep(step);
      if (step.isLast) steps.push(step);
    }
  } finally {
    await sealCount.close();
  }
  const endedAt = new Date().toISOString();
  const values = Object.entries(censusOfSteps(steps, { currentKeyId: keyId, isDryRun })).map(
    ([kind, counts]) => [kind, gatherKeyIds(new Map(Object.entries(counts)))] as const,
  );
  await writeCensus(redis, { beganAt, endedAt, values: Object.fromEntries(values) });
  // Whoever sealed with another key while it ran may have done so behind its back.
  const stragglers = before.length > 0 ? before : await look();
  const isLeft =
    stragglers.length > 0 ||
    steps.some(({ left, changed, resealed, terms }) => {
      const wouldMove = isDryRun && (Object.keys(resealed).length > 0 || terms > 0);
      return changed > 0 || Object.keys(left).length > 0 || wouldMove;
    });
  if (isLeft) return { kind: 'left', keyId, steps, stragglers };
  await writeResealed(redis, { keyId, endedAt });
  return { kind: 'done', keyId, steps, stragglers };
}
