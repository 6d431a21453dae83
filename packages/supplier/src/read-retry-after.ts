export interface RetryAfterOptions {
  /** The `Retry-After` header, where there is one. */
  header: string | undefined;
  /** What stands in the body's `retryAfter`. */
  inBody: unknown;
  nowMs: number;
}

export const retryAfterLimits = { defaultMs: 1_000, maxMs: 600_000 };

/**
 * From here on a `retryAfter` in the body is taken as milliseconds. The supplier's documents name
 * no unit. As seconds it would be more than the longest wait we keep to, so nothing is lost by it.
 */
const leastMilliseconds = 1_000;

/**
 * How long to wait after a 429, in ms: the longer one where header and body both tell, 1 s where
 * neither does, 10 minutes at most. The header is seconds or an HTTP date (RFC 9110, 10.2.3), the
 * body's number seconds, also as a string.
 */
export function readRetryAfter({ header, inBody, nowMs }: RetryAfterOptions): number {
  const told = [readHeader(header, nowMs), readBody(inBody)].filter((ms) => ms > 0);
  const waitMs = told.length === 0 ? retryAfterLimits.defaultMs : Math.max(...told);
  return Math.ceil(Math.min(waitMs, retryAfterLimits.maxMs));
}

function readHeader(header: string | undefined, nowMs: number): number {
  if (header === undefined) return Number.NaN;
  const seconds = readDecimal(header);
  return Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1000;
}

function readBody(value: unknown): number {
  const number = typeof value === 'string' ? readDecimal(value) : value;
  if (typeof number !== 'number') return Number.NaN;
  return number < leastMilliseconds ? number * 1000 : number;
}

function readDecimal(text: string): number {
  return /^\s*\d{1,15}(\.\d{1,9})?\s*$/.test(text) ? Number(text) : Number.NaN;
}
