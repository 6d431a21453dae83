/** How often a process that ends by itself is started again, and after which waits. */
export interface RestartPolicy {
  /** Before the first, second, … start in a row; its length is how many there are. */
  delaysMs: readonly number[];
  /** A process that ran this long is a good one again: its count begins anew. */
  stableAfterMs: number;
}

export const restartPolicy: RestartPolicy = {
  delaysMs: [250, 1000, 2000, 4000, 8000],
  stableAfterMs: 60_000,
};

export type RestartDecision =
  { kind: 'restart'; delayMs: number; restartsInARow: number } | { kind: 'give-up' };

/** Decides after an end, from how many restarts led up to it and how long the process ran. */
export function decideRestart(
  { delaysMs, stableAfterMs }: RestartPolicy,
  { restartsInARow, uptimeMs }: { restartsInARow: number; uptimeMs: number },
): RestartDecision {
  const before = uptimeMs >= stableAfterMs ? 0 : restartsInARow;
  const delayMs = delaysMs[before];
  return delayMs === undefined
    ? { kind: 'give-up' }
    : { kind: 'restart', delayMs, restartsInARow: before + 1 };
}
