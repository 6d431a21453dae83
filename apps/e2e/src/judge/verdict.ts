/** Which promise was broken. */
export type BreachKind =
  /** An acknowledged confirmation has neither its mail nor a dead letter. */
  | 'lost'
  /** The mail server took a confirmation twice, and no uncertainty excuses it. */
  | 'sent_twice'
  /** An acknowledged delivery is in no queue, no journal and on no timeline. */
  | 'missing'
  /** The ledger and the mail server tell different stories. */
  | 'disagreement'
  /** A mail that nobody had asked for. */
  | 'unposted'
  /** A mail went to a mailbox that is not its traveller's. */
  | 'wrong_mailbox'
  /** A mail went out although the supplier had not said that the order is ticketed. */
  | 'unconfirmed'
  /** A dead letter that does not say why. */
  | 'no_reason'
  /** A process that was asked to stop did not exit with 0. */
  | 'bad_exit'
  /** A process ended by itself. */
  | 'crash'
  /** It did not come to an end in time. */
  | 'unsettled'
  /** Something that this scenario alone demands, or its fault never took place. */
  | 'scenario';

export interface Breach {
  kind: BreachKind;
  orderNo?: string;
  what: string;
}

/** One row of the table. */
export interface Counts {
  /** Deliveries made, repeats included. */
  posted: number;
  /** Deliveries answered with a complete 200. */
  acknowledged: number;
  /** Deliveries that got a complete answer other than 200, such as 503. */
  refused: number;
  /** Orders whose booking was answered with a complete 2xx. */
  bookings: number;
  /** Messages that the mail server took, copies included. */
  mails: number;
  /** Jobs that will not be tried again. */
  deadLetters: number;
  /** Orders of which an acknowledged delivery or its confirmation is nowhere. */
  lost: number;
  sentTwice: number;
  /** Mails to a mailbox that is not their traveller's. */
  wrongMailbox: number;
  /** Orders mailed before the supplier said that they are ticketed. */
  unconfirmed: number;
  /** Confirmations of which nobody knew for a while whether they had been taken. */
  uncertain: number;
  /** Copies of mails that such uncertainty caused. */
  copies: number;
}

export interface Verdict {
  counts: Counts;
  breaches: readonly Breach[];
}
