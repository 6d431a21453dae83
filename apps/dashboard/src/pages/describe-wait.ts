const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** How long to wait, in words, and never too short: `40 seconds`, `3 minutes`. */
export function describeWait(waitMs: number): string {
  if (waitMs <= 90 * secondMs) return count(Math.ceil(waitMs / secondMs), 'second');
  return count(Math.ceil(waitMs / minuteMs), 'minute');
}

function count(number: number, unit: string): string {
  return number === 1 ? `1 ${unit}` : `${number} ${unit}s`;
}
