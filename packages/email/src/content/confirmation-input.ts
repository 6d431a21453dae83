import type { OrderContent } from './order-content.ts';

/** What one mail is made of. */
export interface ConfirmationInput {
  /** One order, or those of a trip in the order in which the mail tells them. */
  orders: readonly [OrderContent, ...OrderContent[]];
  /** The traveller as one speaks the name. Without it the first adult is greeted. */
  travellerName?: string;
  /** BCP 47 tag of the language the traveller wants; the default one when it is not spoken here. */
  locale?: string;
  /** Sent again on purpose. A mail that says what changed says so again. */
  isResend?: boolean;
  /** When the mail is written: what its calendar entries are stamped with. */
  writtenAt: Date;
  /** A page to print goes out with it, and the mail says so. */
  hasPrintout?: boolean;
}
