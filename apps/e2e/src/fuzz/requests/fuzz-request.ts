import type { Random } from '../../random/create-random.ts';
import type { Scene } from './scene.ts';

export const doors = ['ingest', 'dashboard'] as const;
export type Door = (typeof doors)[number];

/** On whose behalf a request is made: what the answer may show, and what it may bring about, depends on it. */
export type Who = 'stranger' | 'supplier' | 'agency' | 'viewer' | 'operator';

/** What one connection sends, and what is to come of it. */
export interface Bytes {
  /** What it tries, in few words, for the report. */
  kind: string;
  who: Who;
  /** Written one after the other. */
  parts: readonly Buffer[];
  /** `whole`: complete as it stands, so that an answer has to come. */
  ending: 'whole' | 'end' | 'hang_up';
}

/** One request of a run, which its seed and its number make again. */
export interface FuzzRequest extends Bytes {
  /** From 1. */
  number: number;
  door: Door;
  /** Of 127.0.0.0/8: the address that it comes from. */
  from: string;
}

/** Makes requests of one kind. */
export type Maker = (random: Random, scene: Scene) => Bytes;

/** Makers with their weights. */
export type Makers = readonly (readonly [weight: number, make: Maker])[];

export function pickMaker(random: Random, makers: Makers): Maker {
  const total = makers.reduce((sum, [weight]) => sum + weight, 0);
  let left = random.integer(1, total);
  for (const [weight, make] of makers) {
    left -= weight;
    if (left <= 0) return make;
  }
  throw new RangeError('there is nothing to pick from');
}
