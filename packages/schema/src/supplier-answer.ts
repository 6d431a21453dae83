import { isJsonObject } from './json-object.ts';
import type { Problem } from './problem.ts';
import { readInteger } from './read-scalar.ts';

/** What a body of the supplier's API says. An error hides behind HTTP 200 with a `status` of its own. */
export type SupplierAnswer<Content> =
  | { kind: 'content'; content: Content }
  /** A non-zero `status`; the number tells which. */
  | { kind: 'error'; status: number }
  | { kind: 'unreadable'; problems: readonly Problem[] };

/**
 * Reads what all answers have in common, their `status`, and leaves the rest to `readContent`.
 * The status may be a number or a string; a missing one is no error by itself, and is told.
 */
export function readAnswer<Content>(
  body: unknown,
  readContent: (
    body: Record<string, unknown>,
    answer: { hasStatus: boolean },
  ) => SupplierAnswer<Content>,
): SupplierAnswer<Content> {
  if (!isJsonObject(body)) return unreadable({ pointer: '', message: 'must be object' });
  const written = body['status'] ?? '';
  if (written === '') return readContent(body, { hasStatus: false });
  const status = readInteger(written);
  if (status === undefined) return unreadable({ pointer: '/status', message: 'must be integer' });
  return status === 0 ? readContent(body, { hasStatus: true }) : { kind: 'error', status };
}

/** An answer that nothing can be learnt from. */
export function unreadable(...problems: Problem[]): { kind: 'unreadable'; problems: Problem[] } {
  return { kind: 'unreadable', problems };
}
