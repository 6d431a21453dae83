/** The stable code of a reason, as a query names it; `undefined` for what can be none. */
export function readReasonCode(query: unknown): string | undefined {
  return typeof query === 'string' && /^[a-z0-9_]{1,64}$/.test(query) ? query : undefined;
}
