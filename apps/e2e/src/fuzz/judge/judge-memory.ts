import type { FuzzBreach } from './fuzz-breach.ts';

/** Memory of one process at one moment, in MB. */
export interface MemorySample {
  name: string;
  /** Since the start of the run. */
  atMs: number;
  /** What the system gives it. */
  residentMb: number;
  /** What of its heap is in use, garbage that nobody has collected yet included. */
  heapMb: number;
}

/** A process that needs more has lost something, however long it runs. */
const mostResidentMb = 450;
/** Shorter runs say nothing of growth: the compilers are still warming up. */
const shortestForGrowthMs = 120_000;
/** Of what is left after a collection. */
const mostHeapGrowth = { factor: 1.3, slackMb: 15 };
/** Allocators give back late, and keep what fell to pieces. */
const mostResidentGrowth = { factor: 1.35, slackMb: 40 };

/**
 * Memory is bounded: never above a limit, and at the end of a run hardly more than when it was warm,
 * which is after its first third.
 */
export function judgeMemory(samples: readonly MemorySample[]): FuzzBreach[] {
  const endMs = Math.max(0, ...samples.map(({ atMs }) => atMs));
  return [...new Set(samples.map(({ name }) => name))].flatMap((name) => {
    const own = samples.filter((sample) => sample.name === name);
    const breaches: FuzzBreach[] = [];
    const tell = (what: string): void => {
      breaches.push({ kind: 'memory', what: `${name} ${what}` });
    };
    const highest = Math.max(...own.map(({ residentMb }) => residentMb));
    if (highest > mostResidentMb) tell(`took ${Math.round(highest)} MB`);
    if (endMs < shortestForGrowthMs) return breaches;

    const between = (from: number, to: number): MemorySample[] =>
      own.filter(({ atMs }) => atMs >= from * endMs && atMs <= to * endMs);
    const [warm, late] = [between(0.33, 0.5), between(0.75, 1)];
    const judge = (
      what: string,
      [before, after]: readonly [number, number],
      { factor, slackMb }: { factor: number; slackMb: number },
    ): void => {
      if (after > before * factor + slackMb) {
        tell(`: ${what} grew from ${Math.round(before)} to ${Math.round(after)} MB`);
      }
    };
    const least = (within: readonly MemorySample[]): number =>
      Math.min(...within.map(({ heapMb }) => heapMb));
    const middle = (within: readonly MemorySample[]): number =>
      median(within.map(({ residentMb }) => residentMb));
    judge('the heap', [least(warm), least(late)], mostHeapGrowth);
    judge('resident memory', [middle(warm), middle(late)], mostResidentGrowth);
    return breaches;
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
