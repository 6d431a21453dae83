import type { StoredConfirmation } from '../gather-order.ts';
import { contextOf, type SealedPlace } from '../sealed-object.ts';
import { readStoredBooking } from '../stored-booking.ts';
import type { StoredEntry } from '../stored-entry.ts';

/** One sealed value of a field, and where it opens. */
export interface SealedPart {
  sealed: string;
  context: string;
}

/** Where the receipt of a delivery opens: known to whoever took it in. */
export type ReceiptContext = (deliveryId: string) => string;

/** What is sealed in a field of an order's hash, but for the folded part; nothing of most fields. */
export function listPartsOfField(
  orderNo: string,
  field: string,
  text: string,
  receiptContext: ReceiptContext,
): SealedPart[] {
  const [kind = '', id = ''] = field.split(':');
  const at = (place: SealedPlace, sealed: string | undefined): SealedPart[] =>
    sealed === undefined ? [] : [{ sealed, context: contextOf(place) }];
  switch (kind) {
    case 'confirmation': {
      const { sealed, held, terms } = JSON.parse(text) as StoredConfirmation;
      return [
        ...at([orderNo], sealed),
        ...at([orderNo, 'held', id], held),
        ...at([orderNo, 'terms', id], terms),
      ];
    }
    case 'entry': {
      const entry = JSON.parse(text) as StoredEntry;
      return [...at([orderNo], entry.sealed), ...listReceipt(entry, receiptContext)];
    }
    case 'booking': {
      const { version, storedAt, sealed } = readStoredBooking(text);
      return at([orderNo, 'booking', version, storedAt], sealed);
    }
    default:
      return [];
  }
}

export function listReceipt(
  { deliveryId, receipt }: Pick<StoredEntry, 'deliveryId' | 'receipt'>,
  receiptContext: ReceiptContext,
): SealedPart[] {
  return receipt === undefined || deliveryId === undefined
    ? []
    : [{ sealed: receipt, context: receiptContext(deliveryId) }];
}
