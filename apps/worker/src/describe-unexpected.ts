/**
 * The reason of an attempt that a bug or an outage ended: what kind of error it was. Its message may
 * hold anything, a traveller's name too, so it goes to no dead letter.
 */
export function describeUnexpected(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  const kind = [name, code].filter((part) => typeof part === 'string').join(' ');
  return `unexpected: the attempt ended with an error (${kind || 'unknown'})`;
}
