import { longestRememberedMs } from './remembered.ts';
import type { Sealer } from './sealer.ts';
import { encodeEntry } from './stored-entry.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** Newest entries kept on a timeline. */
export const maxEntries = 200;

/** What every script ends with: its entries, how many are kept, and how long the order is. */
export type EntryArguments = (string | number)[];

/** Makes the last arguments of a script; entries without a time are written as of now. */
export function createEntryWriter(options: {
  sealer: Sealer;
  /** RFC 3339 in UTC. */
  timestamp: () => string;
}) {
  const { sealer, timestamp } = options;
  return (orderNo: string, ...entries: (TimelineEntry | undefined)[]): EntryArguments => {
    const encoded = entries.map((entry) =>
      entry === undefined ? '' : encodeEntry(sealer, orderNo, { at: timestamp(), ...entry }),
    );
    return [...encoded, maxEntries, longestRememberedMs];
  };
}

export type EntryWriter = ReturnType<typeof createEntryWriter>;
