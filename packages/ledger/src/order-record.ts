import type { Confirmation } from './confirmation.ts';
import { gatherOrder, type GatheredOrder, type OrderFields } from './gather-order.ts';
import { noteMissingKeys } from './missing-keys.ts';
import type { Sealer } from './sealer.ts';
import type { RecordedEntry } from './timeline-entry.ts';

/** All that is known of one order: oldest entry first, and the confirmation that came up first first. */
export interface OrderRecord {
  orderNo: string;
  confirmations: Confirmation[];
  timeline: RecordedEntry[];
  /** The agency has told us about it; `storedAt` is RFC 3339 in UTC. */
  booking?: { version: string; storedAt: string };
  /** Nothing personal is shown of it, and nothing is mailed any more. */
  isErased?: true;
  /** It was erased just now: what else is kept of it may not be gone yet. */
  isErasing?: true;
  /** When what was personal went for its age; RFC 3339 in UTC. What came since is there. */
  strippedAt?: string;
  /** Ids of keys that it takes to read all of it, and that are not at hand. */
  missingKeys?: string[];
}

/** Reads the hash of one order, or `undefined` when nothing is known of it. */
export function decodeOrder(
  sealer: Sealer,
  orderNo: string,
  fields: OrderFields,
): OrderRecord | undefined {
  const { sealer: noting, missingKeys } = noteMissingKeys(sealer);
  const order = gatherOrder(noting, orderNo, fields);
  const { confirmations, entries, booking, isErased, strippedAt, erasingFrom } =
    order.erasingFrom === undefined ? order : bareOrder(order, order.erasingFrom);
  const isKnown = confirmations.length > 0 || entries.length > 0 || booking !== undefined;
  if (!isKnown) return undefined;
  return {
    orderNo,
    confirmations: confirmations.map(({ confirmation }) => confirmation),
    timeline: entries.map(({ entry }) => entry),
    ...(booking === undefined ? {} : { booking }),
    ...(isErased ? { isErased } : {}),
    ...(erasingFrom === undefined ? {} : { isErasing: true }),
    ...(strippedAt === undefined ? {} : { strippedAt }),
    ...(missingKeys.size === 0 ? {} : { missingKeys: [...missingKeys] }),
  };
}

/** What is shown of an order while what is kept of it is searched for: what the tombstone will say. */
function bareOrder(order: GatheredOrder, from: number): GatheredOrder {
  const { confirmations, entries, isErased, erasingFrom, isFoldUnreadable } = order;
  return {
    confirmations: confirmations.map(({ no, confirmation }) => {
      const { ticketSetId, state, attempts, resendOf } = confirmation;
      const resend = resendOf === undefined ? {} : { resendOf };
      return { no, confirmation: { ticketSetId, state, attempts, ...resend } };
    }),
    entries: entries.filter(({ n, entry }) => n >= from || entry.event === 'erased'),
    isErased,
    isFoldUnreadable,
    ...(erasingFrom === undefined ? {} : { erasingFrom }),
  };
}
