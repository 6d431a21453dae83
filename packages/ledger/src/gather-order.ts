import type { Confirmation, ConfirmationState } from './confirmation.ts';
import { maxEntries } from './entry-writer.ts';
import { openDeflated } from './deflate/deflated-object.ts';
import { decodeFolded } from './folded/decode-folded.ts';
import type { FoldedHead } from './folded/folded-head.ts';
import { foldedField, type FoldedPart, type NumberedEntry } from './folded/folded-part.ts';
import { readResendOf } from './resend-id.ts';
import { strippedField } from './retention/stripped-field.ts';
import { openObject } from './sealed-object.ts';
import type { Sealer } from './sealer.ts';
import type { SentDetails } from './sent-details.ts';
import { readStoredBooking } from './stored-booking.ts';
import { decodeEntry } from './stored-entry.ts';

/** The hash of one order as Redis gives it. */
export type OrderFields = Readonly<Record<string, Buffer>>;

/** All that is stored of one order, read together, whether a part of it is folded or not. */
export interface GatheredOrder {
  /** The one that came up first first. */
  confirmations: readonly NumberedConfirmation[];
  /** The newest, oldest first. */
  entries: readonly NumberedEntry[];
  booking?: { version: string; storedAt: string };
  isErased: boolean;
  /** Its erasure is not finished: the number of the first entry that it leaves. */
  erasingFrom?: number;
  /** When what was personal was taken out for its age; RFC 3339 in UTC. */
  strippedAt?: string;
  /** The ticket set that was sent last, and not folded since. */
  lastSent?: string;
  folded?: FoldedHead;
  /** Of what is folded a part cannot be read. */
  isFoldUnreadable: boolean;
}

interface NumberedConfirmation {
  /** Counts the order's confirmations. */
  no: number;
  /** With its details. */
  confirmation: Confirmation;
  details?: SentDetails | undefined;
}

export interface StoredConfirmation {
  no?: number;
  state: ConfirmationState;
  attempts: number;
  uncertain?: true;
  held?: string;
  sealed?: string;
  terms?: string;
}

export function gatherOrder(sealer: Sealer, orderNo: string, fields: OrderFields): GatheredOrder {
  const { [foldedField]: value, ...others } = fields;
  const folded = value && decodeFolded(sealer, orderNo, value);
  const confirmations = new Map(folded && confirmationsOf(folded));
  const entries = [...(folded?.entries ?? [])];
  const order: Pick<GatheredOrder, 'booking' | 'lastSent' | 'strippedAt' | 'erasingFrom'> = {};
  for (const [field, bytes] of Object.entries(others)) {
    const [kind, id = ''] = field.split(':');
    const text = bytes.toString();
    if (kind === 'confirmation') {
      const stored = JSON.parse(text) as StoredConfirmation;
      confirmations.set(id, decodeConfirmation(sealer, orderNo, id, stored));
    } else if (kind === 'entry') {
      entries.push({ n: Number(id), entry: decodeEntry(sealer, orderNo, text) });
    } else if (kind === 'booking') {
      const { version, storedAt } = readStoredBooking(text);
      order.booking = { version, storedAt };
    } else if (kind === 'lastSent') {
      order.lastSent = text;
    } else if (kind === strippedField) {
      order.strippedAt = text;
    } else if (kind === 'erasing') {
      order.erasingFrom = Number(text);
    }
  }
  return {
    ...order,
    confirmations: [...confirmations.values()].sort((one, other) => one.no - other.no),
    entries: entries.sort((one, other) => one.n - other.n).slice(-maxEntries),
    isErased: 'erased' in others,
    ...(folded === undefined ? {} : { folded: folded.head }),
    isFoldUnreadable: folded?.isUnreadable === true,
  };
}

function confirmationsOf(part: FoldedPart): [string, NumberedConfirmation][] {
  return part.head.sent.map(({ ticketSetId, no, attempts }, index) => {
    const details = part.details[index];
    const confirmation = { ...startConfirmation(ticketSetId, 'sent', attempts), ...details };
    if (part.isUnreadable === true) confirmation.isSentUnreadable = true;
    return [ticketSetId, { no, confirmation, details }];
  });
}

function decodeConfirmation(
  sealer: Sealer,
  orderNo: string,
  ticketSetId: string,
  { no = 0, state, attempts, uncertain, held, sealed, terms }: StoredConfirmation,
): NumberedConfirmation {
  const details = sealed === undefined ? undefined : openObject(sealer, [orderNo], sealed);
  const confirmation = { ...startConfirmation(ticketSetId, state, attempts), ...details };
  if (uncertain === true) confirmation.isUncertain = true;
  if (held !== undefined) {
    const order = openDeflated(sealer, [orderNo, 'held', ticketSetId], held);
    if (order === undefined) confirmation.isHeldUnreadable = true;
    else confirmation.held = order;
  }
  if (sealed !== undefined && details === undefined) confirmation.isSentUnreadable = true;
  if (terms !== undefined) {
    const opened = openObject(sealer, [orderNo, 'terms', ticketSetId], terms);
    if (opened === undefined) confirmation.areTermsUnreadable = true;
    else confirmation.terms = opened as string[];
  }
  return { no, confirmation, details: details as SentDetails | undefined };
}

function startConfirmation(
  ticketSetId: string,
  state: ConfirmationState,
  attempts: number,
): Confirmation {
  const resendOf = readResendOf(ticketSetId);
  return { ticketSetId, state, attempts, ...(resendOf === undefined ? {} : { resendOf }) };
}
