const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Up to this share of a wait is added by chance, so that what waited together spreads out. */
const jitterShare = 0.2;

const withJitter = (delayMs: number, random: () => number) =>
  Math.round(delayMs * (1 + jitterShare * random()));

const shortestOutageWaitMs = 5 * second;
const longestOutageWaitMs = 5 * minute;

/**
 * How long a job waits for a supplier that gives no answer: as long as that asks for, and longer for
 * jobs that have waited long, so that a long outage costs little.
 */
export function planOutageWait(options: {
  ageMs: number;
  retryAfterMs: number;
  random: () => number;
}): number {
  const { ageMs, retryAfterMs, random } = options;
  const wanted = Math.max(shortestOutageWaitMs, ageMs / 4, retryAfterMs);
  return withJitter(Math.min(longestOutageWaitMs, wanted), random);
}

const firstLookupWaitMs = minute;
const longestLookupWaitMs = 6 * hour;
const lookupPatienceMs = 14 * 24 * hour;

/**
 * When the agency's lookup, which does not know the order yet, is asked again: each wait as long as
 * all before it, for two weeks. A booking that is put releases the confirmation at any time.
 */
export function planLookupAgain(options: {
  ageMs: number;
  random: () => number;
}): number | undefined {
  const { ageMs, random } = options;
  if (ageMs > lookupPatienceMs) return undefined;
  const wanted = Math.max(firstLookupWaitMs, ageMs);
  return withJitter(Math.min(longestLookupWaitMs, wanted), random);
}
