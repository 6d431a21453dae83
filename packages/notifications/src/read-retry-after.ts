/**
 * How long a `Retry-After` header asks to wait, in ms: it is seconds or an HTTP date (RFC 9110,
 * 10.2.3). 0 for one that cannot be read.
 */
export function readRetryAfter(header: string, nowMs: number): number {
  const waitMs = /^\s*\d{1,9}\s*$/.test(header)
    ? Number(header) * 1000
    : Date.parse(header) - nowMs;
  return Number.isNaN(waitMs) ? 0 : Math.max(0, waitMs);
}
