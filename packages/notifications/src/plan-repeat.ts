const longestBackOffMs = 30 * 60_000;
/** A receiver that asks for more is asked again after this. */
const longestAskedForMs = 60 * 60_000;

/**
 * How long to wait before a message that was not taken is posted again: twice as long after each
 * attempt, and as long as the receiver asks for.
 */
export function planRepeat(options: {
  /** Made so far. */
  attempts: number;
  intervalMs: number;
  retryAfterMs?: number | undefined;
}): number {
  const { attempts, intervalMs, retryAfterMs = 0 } = options;
  const backOffMs = Math.min(intervalMs * 2 ** (attempts - 1), longestBackOffMs);
  return Math.max(intervalMs, backOffMs, Math.min(retryAfterMs, longestAskedForMs));
}
