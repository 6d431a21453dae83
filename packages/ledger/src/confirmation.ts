/**
 * Where the confirmation of one ticket set stands.
 *
 * - `claimed`: an attempt works on it; nothing was handed to the mail server.
 * - `submitting`: an attempt is handing the mail over; found by a later attempt it means that
 *   nobody knows whether the mail server took it.
 * - `sent`: the mail server accepted the mail. Final.
 * - `deferred`: the last attempt failed and its job will be tried again.
 * - `no_recipient`: nobody has told us the traveller's address.
 * - `dead`: the last attempt failed for good.
 * - `uncertain`: a copy may be out, and a person decides whether another one goes out.
 */
export type ConfirmationState =
  'claimed' | 'submitting' | 'sent' | 'deferred' | 'no_recipient' | 'dead' | 'uncertain';

/** The mail owed for one ticket set, as the ledger knows it. */
export interface Confirmation {
  ticketSetId: string;
  state: ConfirmationState;
  /** How often it was claimed. */
  attempts: number;
  /** A copy may be out: an attempt handed it over and never learnt the mail server's answer. */
  isUncertain?: true;
  /** RFC 3339 in UTC; only when sent, as are the next three. */
  sentAt?: string;
  messageId?: string;
  recipient?: string;
  /** The mail server's own answer. */
  lastAnswer?: string;
}
