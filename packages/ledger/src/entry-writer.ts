import { longestRememberedMs } from './remembered.ts';
import type { Sealer } from './sealer.ts';
import { encodeEntry } from './stored-entry.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** Newest entries kept on a timeline. */
export const maxEntries = 200;

/** What every script ends with: its entries, how many are kept, and how long the order is. */
export type EntryArguments = (string | number)[];

/** The receipt of a delivery under the key that seals now; the very text again when it cannot be opened. */
export type RenewReceipt = (deliveryId: string, receipt: string) => string;

/** Makes the last arguments of a script; entries without a time are written as of now. */
export function createEntryWriter(options: {
  sealer: Sealer;
  /** RFC 3339 in UTC. */
  timestamp: () => string;
  renewReceipt?: RenewReceipt;
}) {
  const { sealer, timestamp, renewReceipt = keepReceipt } = options;
  /** A receipt that was read before a rotation is not written after it as it was. */
  const renewed = (entry: TimelineEntry): Pick<TimelineEntry, 'receipt'> => {
    const { deliveryId, receipt } = entry;
    if (deliveryId === undefined || receipt === undefined) return {};
    return { receipt: renewReceipt(deliveryId, receipt) };
  };
  return (orderNo: string, ...entries: (TimelineEntry | undefined)[]): EntryArguments => {
    const encoded = entries.map((entry) =>
      entry === undefined
        ? ''
        : encodeEntry(sealer, orderNo, { at: timestamp(), ...entry, ...renewed(entry) }),
    );
    return [...encoded, maxEntries, longestRememberedMs];
  };
}

const keepReceipt: RenewReceipt = (_deliveryId, receipt) => receipt;

export type EntryWriter = ReturnType<typeof createEntryWriter>;
