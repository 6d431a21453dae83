const dayMs = 24 * 60 * 60 * 1000;

const date = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * The instant that a text names, RFC 3339 with its offset, or the `start` or the `end` of a day in
 * UTC. `undefined` when it names none.
 */
export function readInstant(text: string, edge: 'start' | 'end'): Date | undefined {
  if (date.test(text)) {
    const start = readDay(text);
    return start === undefined ? undefined : new Date(start + (edge === 'end' ? dayMs : 0));
  }
  const day = instant.exec(text)?.[1];
  if (day === undefined || readDay(day) === undefined) return undefined;
  const ms = Date.parse(text.toUpperCase());
  return Number.isNaN(ms) ? undefined : new Date(ms);
}

/** `Date` would read the 30th of February as a day of March. */
function readDay(text: string): number | undefined {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) ? ms : undefined;
}
