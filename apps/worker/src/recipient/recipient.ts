/** Who named the recipient: a step of the list, or a person in its stead. */
export type RecipientSource =
  'sandbox' | 'booking' | 'lookup' | 'supplier_contact' | 'fallback' | 'operator';

/** Who a mail goes to, and what is known about that person. */
export interface Recipient {
  /** One address, without a name. */
  mailbox: string;
  /** Mailboxes that get an open copy. */
  cc: readonly string[];
  /** The traveller, as one speaks the name. */
  name?: string;
  /** A BCP 47 tag. */
  locale?: string;
}
