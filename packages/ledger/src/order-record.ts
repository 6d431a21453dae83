import type { Confirmation } from './confirmation.ts';
import { gatherOrder, type OrderFields } from './gather-order.ts';
import type { Sealer } from './sealer.ts';
import type { RecordedEntry } from './timeline-entry.ts';

/** All that is known of one order: oldest entry first, and the confirmation that came up first first. */
export interface OrderRecord {
  orderNo: string;
  confirmations: Confirmation[];
  timeline: RecordedEntry[];
  /** The agency has told us about it; `storedAt` is RFC 3339 in UTC. */
  booking?: { version: string; storedAt: string };
  /** What was personal was forgotten, and nothing is mailed any more. */
  isErased?: true;
}

/** Reads the hash of one order, or `undefined` when nothing is known of it. */
export function decodeOrder(
  sealer: Sealer,
  orderNo: string,
  fields: OrderFields,
): OrderRecord | undefined {
  const { confirmations, entries, booking, isErased } = gatherOrder(sealer, orderNo, fields);
  const isKnown = confirmations.length > 0 || entries.length > 0 || booking !== undefined;
  if (!isKnown) return undefined;
  return {
    orderNo,
    confirmations: confirmations.map(({ confirmation }) => confirmation),
    timeline: entries.map(({ entry }) => entry),
    ...(booking === undefined ? {} : { booking }),
    ...(isErased ? { isErased } : {}),
  };
}
