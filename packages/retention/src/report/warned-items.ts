import type { Redis } from 'ioredis';
import { undecidedKinds, type UndecidedKind } from './kinds.ts';
import { retentionKeys } from './retention-keys.ts';

/** Something that expires soon, and since when that is told, in ms since the epoch. */
export interface WarnedItem {
  kind: UndecidedKind;
  id: string;
  atMs: number;
}

/** The newest of what expires soon, newest first, and how many there are in all. */
export async function readWarned(
  redis: Redis,
  { afterMs, limit }: { afterMs: number; limit: number },
): Promise<{ items: WarnedItem[]; total: number }> {
  const after = `(${afterMs}`;
  const found = await Promise.all(
    undecidedKinds.map(async (kind) => {
      const key = retentionKeys.warned(kind);
      const [total, flat] = await Promise.all([
        redis.zcount(key, after, '+inf'),
        redis.zrange(
          ...([key, '+inf', after, 'BYSCORE', 'REV', 'LIMIT', 0, limit, 'WITHSCORES'] as const),
        ),
      ]);
      const items = Array.from({ length: flat.length / 2 }, (_, n) => ({
        kind,
        id: flat[2 * n] ?? '',
        atMs: Number(flat[2 * n + 1]),
      }));
      return { items, total };
    }),
  );
  return {
    items: found
      .flatMap(({ items }) => items)
      .toSorted((one, other) => other.atMs - one.atMs)
      .slice(0, limit),
    total: found.reduce((sum, { total }) => sum + total, 0),
  };
}

/** How many of each kind expire soon. */
export async function countWarned(redis: Redis): Promise<Record<UndecidedKind, number>> {
  const counts = await Promise.all(
    undecidedKinds.map(async (kind) => [kind, await redis.zcard(retentionKeys.warned(kind))]),
  );
  return Object.fromEntries(counts) as Record<UndecidedKind, number>;
}
