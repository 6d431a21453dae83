/**
 * Where the confirmation of one ticket set stands.
 *
 * - `claimed`: an attempt works on it; nothing was handed to the mail server.
 * - `submitting`: an attempt is handing the mail over; found by a later attempt it means that
 *   nobody knows whether the mail server took it.
 * - `sent`: the mail server accepted the mail. Final.
 * - `deferred`: the last attempt failed and its job will be tried again.
 * - `no_recipient`: nobody has told us the traveller's address; it waits for a booking.
 * - `unconfirmed`: the supplier does not say the same yet; the delivery that asked asks again.
 * - `superseded`: the supplier names another ticket set for the order, and that one is mailed.
 * - `cancelled`: the supplier says that no ticket is to be expected; nothing is mailed.
 * - `grouped`: it waits for the other orders of its trip, to be mailed with them.
 * - `dead`: the last attempt failed for good.
 * - `uncertain`: a copy may be out, and a person decides whether another one goes out.
 */
export type ConfirmationState =
  | 'claimed'
  | 'submitting'
  | 'sent'
  | 'deferred'
  | 'no_recipient'
  | 'unconfirmed'
  | 'superseded'
  | 'cancelled'
  | 'grouped'
  | 'dead'
  | 'uncertain';

/** The mail owed for one ticket set, as the ledger knows it. */
export interface Confirmation {
  ticketSetId: string;
  state: ConfirmationState;
  /** How often it was claimed. */
  attempts: number;
  /** A copy may be out: an attempt handed it over and never learnt the mail server's answer. */
  isUncertain?: true;
  /**
   * The order that is to be mailed, from an attempt that gave up with it: since its event will not
   * be brought again, it is kept until the mail is sent or no longer owed (`superseded`,
   * `cancelled`), whatever the attempts between end with.
   */
  held?: object;
  /** An order is held, sealed with a key that is not at hand, or damaged. */
  isHeldUnreadable?: true;
  /** By what else than its deliveries the order can be found, until it is sent. */
  terms?: string[];
  /** There are some, sealed with a key that is not at hand, or damaged. */
  areTermsUnreadable?: true;
  /** RFC 3339 in UTC; only when sent, as are the next four. */
  sentAt?: string;
  messageId?: string;
  recipient?: string;
  /** The mail server's own answer. */
  lastAnswer?: string;
  /** What the mail was made from, where that was kept. */
  mailed?: object;
  /** It was sent, with details that were sealed with a key that is not at hand, or are damaged. */
  isSentUnreadable?: true;
  /** The ticket set whose confirmation this one sends again, on purpose. */
  resendOf?: string;
}
