/** The waits between probes double from the first to the longest; in milliseconds. */
export interface ProbeBackOff {
  firstMs: number;
  longestMs: number;
}

export const defaultProbeBackOff: ProbeBackOff = { firstMs: 1000, longestMs: 60_000 };

/** Up to this share of a wait is left out by chance, so that workers do not probe in step. */
const jitterShare = 0.5;

/** How long to wait before the next probe, after so many setbacks. */
export function planProbe(options: {
  setbacks: number;
  backOff: ProbeBackOff;
  /** From 0 up to 1. */
  random: () => number;
}): number {
  const { setbacks, backOff, random } = options;
  const waitMs = Math.min(backOff.firstMs * 2 ** setbacks, backOff.longestMs);
  return Math.round(waitMs * (1 - jitterShare * random()));
}
