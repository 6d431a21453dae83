import type { ConfirmationInput } from '@ticketpost/email';

/** A booking that shows how the mails deal with something. */
export interface Sample {
  /** Part of addresses and of file names. */
  id: string;
  /** What it shows, for the page. */
  title: string;
  travellerName?: string;
  orders: ConfirmationInput['orders'];
}
