/** What is owed for one ticket set of an order. */
export interface OwedConfirmation {
  orderNo: string;
  /** From 0; a later one means that the order's tickets were changed. */
  set: number;
}

/** A text that names an owed confirmation, for maps. */
export const keyOf = ({ orderNo, set }: OwedConfirmation): string => `${orderNo}/${set}`;

/**
 * The airline reference in every delivery of a set. It stands in the mail's subject too, so that
 * mails are matched with what was posted without asking the ledger.
 */
export const referenceOf = (set: number): string => `SET${String(set).padStart(3, '0')}`;

/** The set whose reference this is; -1 for any other text. */
export const setOf = (reference: string): number =>
  Number(/^SET(\d{3})$/.exec(reference)?.[1] ?? -1);
