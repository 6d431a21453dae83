/** What the agency tells about an order. */
export interface BookedTraveller {
  orderNo: string;
  /** No other order's, save those of the same trip. */
  mailbox: string;
  /** The order numbers that are to be one mail, this one among them. */
  trip?: readonly [string, string];
}

/** One `PUT` of a booking, and what the caller knows of it. */
export interface PostedBooking extends BookedTraveller {
  /** Milliseconds since 1970. */
  postedAt: number;
  answer: BookingAnswer;
}

export type BookingAnswer =
  /** A complete 200 or 201 was read: from now on it may not be lost. `at` in ms since 1970. */
  | { kind: 'acknowledged'; status: number; at: number }
  /** A complete answer that says no. */
  | { kind: 'refused'; status: number }
  /** It may be stored or not. */
  | { kind: 'unanswered'; code: string };
