/** Waits that double from one failure to the next. */
export interface Backoff {
  /** The next wait in ms, somewhere between half of it and all of it. */
  next(): number;
  /** Begins again with the first. */
  reset(): void;
}

export function createBackoff(options: { firstMs: number; longestMs: number }): Backoff {
  const { firstMs, longestMs } = options;
  let waitMs = firstMs;
  return {
    next() {
      const jittered = waitMs * (0.5 + Math.random() / 2);
      waitMs = Math.min(waitMs * 2, longestMs);
      return jittered;
    },
    reset() {
      waitMs = firstMs;
    },
  };
}
