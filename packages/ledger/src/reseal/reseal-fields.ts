import { foldedField } from '../folded/folded-part.ts';
import type { OrderFields } from '../gather-order.ts';
import { listSealedOfFolded, resealFolded } from './reseal-folded.ts';
import type { Reseal } from './reseal.ts';
import { listPartsOfField, type ReceiptContext } from './sealed-parts.ts';

/** A field that is to be written, and what it was made of. */
export interface ResealedField {
  field: string;
  before: Buffer;
  after: Buffer;
}

/** All sealed values of an order, whether a part of it is folded or not. */
export function listSealedOfOrder(fields: OrderFields): string[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    if (field === foldedField) return listSealedOfFolded(value);
    return listPartsOfField('', field, value.toString(), () => '').map(({ sealed }) => sealed);
  });
}

/**
 * The fields of an order that hold something that is to be sealed anew. All else in them stays as it is
 * written, byte by byte: a sealed value has no character that JSON would write differently.
 */
export function resealFields(
  orderNo: string,
  fields: OrderFields,
  reseal: Reseal,
  receiptContext: ReceiptContext,
): ResealedField[] {
  return Object.entries(fields).flatMap(([field, before]) => {
    const after =
      field === foldedField
        ? resealFolded(orderNo, before, reseal, receiptContext)
        : resealField(orderNo, field, before, reseal, receiptContext);
    return after.equals(before) ? [] : [{ field, before, after }];
  });
}

function resealField(
  orderNo: string,
  field: string,
  before: Buffer,
  reseal: Reseal,
  receiptContext: ReceiptContext,
): Buffer {
  const text = before.toString();
  const parts = listPartsOfField(orderNo, field, text, receiptContext);
  if (parts.length === 0) return before;
  return Buffer.from(
    parts.reduce(
      (changed, { sealed, context }) => changed.replace(sealed, reseal(sealed, context)),
      text,
    ),
  );
}
