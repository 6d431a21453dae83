import { defineIntegerList } from '@ticketpost/runtime';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * The waits before attempts 2, 3, …: close at first, since most failures pass in seconds, then over
 * more than a day, since a mail server that is down on a Friday night may be down on Saturday.
 */
export const defaultRetryDelaysMs: readonly number[] = [
  2 * second,
  10 * second,
  30 * second,
  minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  12 * hour,
];

/** `RETRY_DELAYS_MS`: the waits before attempts 2, 3, …; its length sets how many there are. */
export const retryDelaysVariable = defineIntegerList(
  {
    name: 'RETRY_DELAYS_MS',
    meaning:
      'comma list of waits before attempts 2, 3, …; its length sets how many there are; jitter on top',
    expectation: 'a comma list of times in milliseconds, each 0 to 604800000',
    example: '2000,10000,60000',
    minimum: 0,
    maximum: 7 * 24 * hour,
  },
  { fallback: defaultRetryDelaysMs },
);

/** Up to this share of a wait is added by chance, so that jobs that failed together spread out. */
const jitterShare = 0.2;

/** How long to wait after a failed attempt (from 1), or that there will be no other. */
export function planRetry(options: {
  attempt: number;
  delaysMs: readonly number[];
  /** From 0 up to 1. */
  random: () => number;
}): { kind: 'retry'; delayMs: number } | { kind: 'give_up' } {
  const { attempt, delaysMs, random } = options;
  const delayMs = delaysMs[attempt - 1];
  if (delayMs === undefined) return { kind: 'give_up' };
  return { kind: 'retry', delayMs: Math.round(delayMs * (1 + jitterShare * random())) };
}
