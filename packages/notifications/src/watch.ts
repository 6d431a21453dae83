import type { Concern } from './concern.ts';
import type { NewsMemory } from './news.ts';

/** What one look found, and what is remembered once that was told. */
export interface Sight<Memory> {
  concerns: Concern[];
  memory: Memory;
}

/** Looks for what came since the last time. `memory` is what an earlier look gave, after it was told. */
export type Watch<Memory = NewsMemory> = (
  memory: Memory | undefined,
  nowMs: number,
) => Promise<Sight<Memory>>;
