import { createHash } from 'node:crypto';

/** What was told: all that is older than the floor, and these. Times are in ms since the epoch. */
export interface NewsMemory {
  floorMs: number;
  /** By a short hash of their key: when they came to be. */
  told: Readonly<Record<string, number>>;
}

/** Something that came to be at a time; the key tells it from all others. */
interface Keyed {
  key: string;
  atMs: number;
}

interface News<Item> {
  items: Item[];
  /** How many there are beside these. */
  more: number;
  memory: NewsMemory;
}

const dayMs = 24 * 60 * 60 * 1000;

/** From when on to look: what is older than a day is no news, whatever was told. */
export function floorOf(memory: NewsMemory | undefined, nowMs: number): number {
  return Math.max(memory?.floorMs ?? 0, nowMs - dayMs);
}

/**
 * What of it was not told so far. `overlapMs`: for so long afterwards something may still come in
 * with an earlier time, from a process whose clock is behind, or come in again.
 */
export function takeNews<Item extends Keyed>(
  /** What came after the floor, newest first; of more than were read only `total` tells. */
  { items, total }: { items: readonly Item[]; total: number },
  memory: NewsMemory | undefined,
  { nowMs, overlapMs }: { nowMs: number; overlapMs: number },
): News<Item> {
  const told = memory?.told ?? {};
  const keyed = items.map((item) => ({ item, hash: hashOf(item.key) }));
  const more = Math.max(0, total - items.length);
  const oldestMs = items.at(-1)?.atMs;
  const floorMs =
    more > 0 && oldestMs !== undefined
      ? // The others are counted, and not looked at any more.
        oldestMs
      : Math.max(floorOf(memory, nowMs), nowMs - overlapMs);
  const remembered = [
    ...Object.entries(told),
    ...keyed.map(({ item, hash }) => [hash, item.atMs] as const),
  ].filter(([, atMs]) => atMs > floorMs);
  return {
    items: keyed.filter(({ hash }) => told[hash] === undefined).map(({ item }) => item),
    more,
    memory: { floorMs, told: Object.fromEntries(remembered) },
  };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16);
}
