import type { StoredEntry } from './stored-entry.ts';
import { timelineEvents } from './timeline-entry.ts';

type Kind = 'text' | 'number' | 'texts';

const kinds: Readonly<Record<Exclude<keyof StoredEntry, 'event' | 'at'>, Kind>> = {
  deliveryId: 'text',
  count: 'number',
  origin: 'text',
  type: 'text',
  ticketSetId: 'text',
  attempt: 'number',
  source: 'text',
  steps: 'texts',
  difference: 'texts',
  refersTo: 'text',
  missing: 'texts',
  reason: 'text',
  by: 'text',
  messageId: 'text',
  receipt: 'text',
  sealed: 'text',
};
const events: ReadonlySet<unknown> = new Set(timelineEvents);

/** An entry as Redis gives it; `undefined` for what no ledger wrote, or one that knows more events. */
export function readStoredEntry(text: string): StoredEntry | undefined {
  const read = parseObject(text);
  const isEntry =
    read !== undefined &&
    events.has(read['event']) &&
    typeof read['at'] === 'string' &&
    Object.entries(kinds).every(([name, kind]) => {
      const value = read[name];
      return value === undefined || isOfKind(value, kind);
    });
  return isEntry ? (read as unknown as StoredEntry) : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null
      ? (read as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function isOfKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string');
  }
}
