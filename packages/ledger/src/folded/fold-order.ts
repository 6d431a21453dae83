import { gatherOrder, type GatheredOrder, type OrderFields } from '../gather-order.ts';
import type { Sealer } from '../sealer.ts';
import { currentForm } from '../deflate/dictionaries.ts';
import { encodeFolded } from './encode-folded.ts';
import { foldedField, type FoldedPart } from './folded-part.ts';

/** A folded part that is to be written, and the fields that it takes the place of, as they were. */
export interface Folding {
  value: Buffer;
  replaced: readonly (readonly [field: string, value: Buffer])[];
}

/**
 * Folds what is over of an order: its sent confirmations and the timeline. What is still worked on
 * stays as it is, and so does the booking, which comes and goes by itself. `undefined` when nothing was
 * sent, or a part cannot be read, which would be lost by it.
 */
export function foldOrder(
  sealer: Sealer,
  orderNo: string,
  fields: OrderFields,
): Folding | undefined {
  const order = gatherOrder(sealer, orderNo, fields);
  const part = toFoldedPart(order);
  if (part.head.sent.length === 0 || isUnreadable(order)) return undefined;
  const sent = new Set(part.head.sent.map(({ ticketSetId }) => `confirmation:${ticketSetId}`));
  const isReplaced = (field: string) => sent.has(field) || isAlwaysReplaced(field);
  return {
    value: encodeFolded(sealer, orderNo, part),
    replaced: Object.entries(fields).filter(([field]) => isReplaced(field)),
  };
}

const countersAndMarks: ReadonlySet<string> = new Set([
  foldedField,
  'entries',
  'confirmations',
  'mails',
  'lastSent',
]);

/** Whether a field is one of those that are folded as soon as a mail was sent. */
export function isAlwaysReplaced(field: string): boolean {
  return countersAndMarks.has(field) || /^(?:entry|received):/.test(field);
}

/** What is over of an order, as it is folded. */
export function toFoldedPart(order: GatheredOrder): FoldedPart {
  const { confirmations, entries, folded } = order;
  const sent = confirmations.filter(({ confirmation }) => confirmation.state === 'sent');
  const before = folded?.sent.map(({ ticketSetId }) => ticketSetId) ?? [];
  /** Those that were folded before, then the others, the one that was sent last at the end. */
  const placeOf = (ticketSetId: string) => {
    const place = before.indexOf(ticketSetId);
    if (place >= 0) return place;
    return ticketSetId === order.lastSent ? Infinity : before.length;
  };
  const inOrder = sent
    .map(({ no, confirmation: { ticketSetId, attempts }, details }) => ({
      sent: { ticketSetId, no, attempts },
      details,
    }))
    .sort((one, other) => placeOf(one.sent.ticketSetId) - placeOf(other.sent.ticketSetId));
  return {
    head: {
      form: currentForm,
      entries: entries.at(-1)?.n ?? 0,
      confirmations: Math.max(0, ...confirmations.map(({ no }) => no)),
      sent: inOrder.map((one) => one.sent),
      received: entries.flatMap(({ entry: { event, deliveryId } }) =>
        event === 'received' && deliveryId !== undefined ? [deliveryId] : [],
      ),
    },
    entries,
    details: inOrder.map(({ details }) => details),
  };
}

function isUnreadable({ confirmations, entries, isFoldUnreadable }: GatheredOrder): boolean {
  return (
    isFoldUnreadable ||
    confirmations.some(({ confirmation }) => confirmation.isSentUnreadable) ||
    entries.some(({ entry }) => entry.isUnreadable)
  );
}
