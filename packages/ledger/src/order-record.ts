import type { Confirmation, ConfirmationState } from './confirmation.ts';
import { openObject } from './sealed-object.ts';
import type { Sealer } from './sealer.ts';
import { readResendOf } from './resend-id.ts';
import type { SentDetails } from './sent-details.ts';
import { readStoredBooking } from './stored-booking.ts';
import { decodeEntry } from './stored-entry.ts';
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

interface StoredConfirmation {
  /** Counts the order's confirmations. */
  no?: number;
  state: ConfirmationState;
  attempts: number;
  uncertain?: true;
  held?: string;
  sealed?: string;
}

/** Reads the hash of one order, or `undefined` when nothing is known of it. */
export function decodeOrder(
  sealer: Sealer,
  orderNo: string,
  fields: Readonly<Record<string, string>>,
): OrderRecord | undefined {
  const record: OrderRecord = { orderNo, confirmations: [], timeline: [] };
  const confirmations: { no: number; confirmation: Confirmation }[] = [];
  const entries: { n: number; entry: RecordedEntry }[] = [];
  for (const [field, text] of Object.entries(fields)) {
    const [kind, id = ''] = field.split(':');
    if (kind === 'confirmation') {
      const stored = JSON.parse(text) as StoredConfirmation;
      const confirmation = decodeConfirmation(sealer, orderNo, id, stored);
      confirmations.push({ no: stored.no ?? 0, confirmation });
    } else if (kind === 'entry') {
      entries.push({ n: Number(id), entry: decodeEntry(sealer, orderNo, text) });
    } else if (kind === 'erased') {
      record.isErased = true;
    } else if (kind === 'booking') {
      const { version, storedAt } = readStoredBooking(text);
      record.booking = { version, storedAt };
    }
  }
  const isKnown = confirmations.length > 0 || entries.length > 0 || record.booking !== undefined;
  if (!isKnown) return undefined;
  confirmations.sort((one, other) => one.no - other.no);
  record.confirmations = confirmations.map(({ confirmation }) => confirmation);
  entries.sort((one, other) => one.n - other.n);
  record.timeline = entries.map(({ entry }) => entry);
  return record;
}

function decodeConfirmation(
  sealer: Sealer,
  orderNo: string,
  ticketSetId: string,
  { state, attempts, uncertain, held, sealed }: StoredConfirmation,
): Confirmation {
  const confirmation: Confirmation = { ticketSetId, state, attempts };
  const resendOf = readResendOf(ticketSetId);
  if (resendOf !== undefined) confirmation.resendOf = resendOf;
  if (uncertain === true) confirmation.isUncertain = true;
  if (held !== undefined) {
    const order = openObject(sealer, [orderNo, 'held', ticketSetId], held);
    if (order === undefined) confirmation.isHeldUnreadable = true;
    else confirmation.held = order;
  }
  if (sealed !== undefined) {
    const details = openObject(sealer, [orderNo], sealed) as SentDetails | undefined;
    if (details === undefined) confirmation.isSentUnreadable = true;
    else Object.assign(confirmation, details);
  }
  return confirmation;
}
