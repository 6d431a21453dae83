import { encodeFolded } from '../folded/encode-folded.ts';
import { isAlwaysReplaced, toFoldedPart } from '../folded/fold-order.ts';
import { foldedField, type FoldedPart, type NumberedEntry } from '../folded/folded-part.ts';
import type { GatheredOrder, OrderFields } from '../gather-order.ts';
import type { Sealer } from '../sealer.ts';
import type { SentDetails } from '../sent-details.ts';
import { strippedField } from './stripped-field.ts';

/**
 * The fields of an order without what is personal: no booking, no mailbox, name, ticket number, answer of
 * a mail server or word of a person, and nothing that a delivery came with. What stays keeps it from being
 * mailed again and tells what happened: ticket set ids, states, times, codes, Message-IDs, and who of the
 * staff did what. What cannot be opened goes too.
 */
export function stripFields(
  sealer: Sealer,
  { orderNo, fields, order }: { orderNo: string; fields: OrderFields; order: GatheredOrder },
  strippedAt: string,
): Record<string, Buffer> {
  const part = toStrippedPart(order);
  const sent = new Set(part.head.sent.map(({ ticketSetId }) => `confirmation:${ticketSetId}`));
  const isFolding = sent.size > 0;
  const kept: Record<string, Buffer> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (field === 'booking' || sent.has(field)) continue;
    if (isFolding && isAlwaysReplaced(field)) continue;
    if (field.startsWith('confirmation:')) kept[field] = stripConfirmation(value);
    else if (!field.startsWith('entry:')) kept[field] = value;
  }
  if (isFolding) kept[foldedField] = encodeFolded(sealer, orderNo, part);
  else for (const { n, entry } of part.entries) kept[`entry:${n}`] = encode(entry);
  kept[strippedField] = Buffer.from(strippedAt);
  return kept;
}

/** Whether anything of it is personal, or cannot be read. */
export function isPersonal(fields: OrderFields, order: GatheredOrder): boolean {
  return (
    'booking' in fields ||
    order.isFoldUnreadable ||
    order.entries.some(
      ({ entry }) =>
        entry.sealed !== undefined || entry.receipt !== undefined || entry.isUnreadable === true,
    ) ||
    order.confirmations.some(
      ({ confirmation }) =>
        confirmation.isSentUnreadable === true ||
        confirmation.isHeldUnreadable === true ||
        confirmation.held !== undefined ||
        confirmation.terms !== undefined ||
        confirmation.recipient !== undefined ||
        confirmation.lastAnswer !== undefined ||
        confirmation.mailed !== undefined,
    )
  );
}

function toStrippedPart(order: GatheredOrder): FoldedPart {
  const { head, entries, details } = toFoldedPart(order);
  const { folded } = order;
  // Of a folded part in a form that cannot be read, only the head tells how far it counted.
  const isLost = folded !== undefined && entries.length === 0;
  return {
    head: isLost ? { ...head, entries: folded.entries, received: folded.received } : head,
    entries: entries.map(stripEntry),
    details: details.map(stripDetails),
  };
}

function stripEntry({ n, entry }: NumberedEntry): NumberedEntry {
  const bare = { ...entry };
  delete bare.sealed;
  delete bare.receipt;
  delete bare.isUnreadable;
  return { n, entry: bare };
}

/** As far as it says that and when a mail went out. */
function stripDetails(details: SentDetails | undefined): SentDetails | undefined {
  if (details === undefined) return undefined;
  const { sentAt, messageId } = details;
  return { sentAt, messageId };
}

/** One that is neither sent nor owed holds nothing else that is personal. */
function stripConfirmation(value: Buffer): Buffer {
  const stored = JSON.parse(value.toString()) as Record<string, unknown>;
  delete stored['held'];
  delete stored['sealed'];
  delete stored['terms'];
  return encode(stored);
}

function encode(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
