/**
 * Where an order stands, in what a support agent asks: did the traveller get the mail? Times are RFC
 * 3339 in UTC; `reason` is a stable code.
 */
export type OrderStanding =
  /** The mail server accepted it. Without `recipient` and `answer` when they cannot be opened. */
  | { kind: 'sent'; sentAt?: string; recipient?: string; answer?: string }
  /** An attempt is at work. */
  | { kind: 'sending' }
  | { kind: 'retrying'; reason?: string; answer?: string; at?: string }
  | { kind: 'no_recipient'; since?: string }
  | { kind: 'unconfirmed'; reason?: string }
  | { kind: 'grouped'; others: string[] }
  /** `by`: a person decided so; else the supplier says that no ticket is to be expected. */
  | { kind: 'cancelled'; by?: string }
  | { kind: 'dead'; reason?: string; answer?: string; at?: string }
  | { kind: 'uncertain'; at?: string }
  | { kind: 'incomplete'; missing: readonly string[] }
  /** Something came that owes nobody a mail. */
  | { kind: 'recorded' }
  /** Nothing but a booking is known: no event came so far. */
  | { kind: 'booked' }
  /** `erasing`: what is kept of it outside its record may not be gone yet. */
  | { kind: 'erasing' | 'erased'; at?: string };
