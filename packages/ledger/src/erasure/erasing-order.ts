import type { BookingReading } from '../bookings.ts';
import type { Confirmation } from '../confirmation.ts';
import { foldedField, type NumberedEntry } from '../folded/folded-part.ts';
import { gatherOrder, type OrderFields } from '../gather-order.ts';
import type { Sealer } from '../sealer.ts';
import { decodeBooking } from '../stored-booking.ts';

/** What an order that was marked as erased still holds. */
export interface ErasingOrder {
  /** How often it was asked for. */
  asks: number;
  /** Nothing but the tombstone is left of the record. */
  isFinished: boolean;
  confirmations: readonly Confirmation[];
  entries: readonly NumberedEntry[];
  booking: BookingReading;
  /** Of all deliveries that the record names. */
  deliveryIds: readonly string[];
  /** A part of it cannot be opened. */
  isUnreadable: boolean;
}

/** Reads the hash of one order; `undefined` when it was not erased. */
export function decodeErasingOrder(
  sealer: Sealer,
  orderNo: string,
  fields: OrderFields,
): ErasingOrder | undefined {
  if (fields['erased'] === undefined) return undefined;
  const order = gatherOrder(sealer, orderNo, fields);
  const confirmations = order.confirmations.map(({ confirmation }) => confirmation);
  const booking = decodeBooking(sealer, orderNo, fields['booking']?.toString() ?? null);
  return {
    asks: Number(fields['asks']?.toString()),
    isFinished: order.erasingFrom === undefined,
    confirmations,
    entries: order.entries,
    booking,
    deliveryIds: listDeliveries(fields, order.entries, order.folded?.received ?? []),
    isUnreadable:
      (foldedField in fields && order.isFoldUnreadable) ||
      booking.kind === 'unreadable' ||
      order.entries.some(({ entry }) => entry.isUnreadable === true) ||
      confirmations.some(isUnreadable),
  };
}

function listDeliveries(
  fields: OrderFields,
  entries: readonly NumberedEntry[],
  folded: readonly string[],
): string[] {
  const prefix = 'received:';
  const received = Object.keys(fields)
    .filter((field) => field.startsWith(prefix))
    .map((field) => field.slice(prefix.length));
  const named = entries.flatMap(({ entry }) => entry.deliveryId ?? []);
  return [...new Set([...named, ...folded, ...received])];
}

function isUnreadable(confirmation: Confirmation): boolean {
  const { isSentUnreadable, isHeldUnreadable, areTermsUnreadable } = confirmation;
  return [isSentUnreadable, isHeldUnreadable, areTermsUnreadable].includes(true);
}
