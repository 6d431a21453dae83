import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of chance: the same seed gives the same draws in the same order. */
export interface Random {
  /** From `least` to `most`, both included. */
  integer(least: number, most: number): number;
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /**
   * A source of its own for one actor. What one actor draws then never depends on how often
   * another, which runs at the same time, has drawn.
   */
  fork(actor: string): Random;
}

const million = 1_000_000;

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const integer = (least: number, most: number): number => uniformInt(generator, least, most);
  return {
    integer,
    chance: (probability) => integer(1, million) <= probability * million,
    pick: ([first, ...others]) => [first, ...others][integer(0, others.length)] ?? first,
    fork: (actor) => createRandom(hashText(`${seed}/${actor}`)),
  };
}

/** FNV-1a, 32 bits: spreads neighbouring seeds and names. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
