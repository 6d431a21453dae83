import { readStoredEntry } from './read-stored-entry.ts';
import { openObject, sealObject } from './sealed-object.ts';
import type { Sealer } from './sealer.ts';
import type { RecordedEntry, TimelineEntry } from './timeline-entry.ts';

/** An entry as it stands in Redis: its details are one sealed text. */
export type StoredEntry = Omit<TimelineEntry, 'sealed'> & { at: string; sealed?: string };

/** The JSON of a timeline entry; `at` is RFC 3339 in UTC. */
export function encodeEntry(
  sealer: Sealer,
  orderNo: string,
  { sealed, ...clear }: TimelineEntry & { at: string },
): string {
  const entry: StoredEntry = { ...clear };
  if (sealed !== undefined) entry.sealed = sealObject(sealer, [orderNo], sealed);
  return JSON.stringify(entry);
}

/** The entry again; of one that is broken nothing but that it was there. */
export function decodeEntry(sealer: Sealer, orderNo: string, text: string): RecordedEntry {
  const stored = readStoredEntry(text);
  if (stored === undefined) return { event: 'unreadable', at: '', isUnreadable: true };
  const { sealed, ...clear } = stored;
  if (sealed === undefined) return clear;
  const details = openObject(sealer, [orderNo], sealed);
  return details === undefined ? { ...clear, isUnreadable: true } : { ...clear, sealed: details };
}
