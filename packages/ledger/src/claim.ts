/** The right of one attempt to work on one confirmation, until another takes it. */
export interface Claim {
  readonly orderNo: string;
  readonly ticketSetId: string;
  readonly token: string;
}

export type ClaimOutcome =
  | {
      kind: 'claimed';
      claim: Claim;
      /** A former attempt was handing the mail over; nobody knows whether it was taken. */
      isUncertain: boolean;
      /** The Message-ID of the copy that may be out. */
      uncertainMessageId?: string;
      /** How often in a row the attempts before gave up as `unconfirmed`. */
      asked: number;
      /**
       * What was mailed for the ticket set of this order that was sent last; absent when none was, or
       * when it was not kept or cannot be opened.
       */
      previous?: object;
      /** How many ticket sets of this order were sent before. */
      mailsBefore: number;
    }
  /**
   * Already sent, or another delivery works on it, or a copy may be out and a person is to decide, or
   * the order was erased: nothing is left to do for this one.
   */
  | { kind: 'duplicate'; because: 'sent' | 'held' | 'undecided' | 'erased' }
  /** A former attempt of this very delivery may still be at work, for `waitMs` at most. */
  | { kind: 'waiting'; waitMs: number };

/** `lost`: the claim is another's now, so nothing was changed. */
export type AdvanceOutcome = 'done' | 'lost';

/** How an attempt ends without a sent mail. */
export type GivingUp =
  | 'deferred'
  | 'no_recipient'
  | 'unconfirmed'
  | 'superseded'
  | 'cancelled'
  | 'grouped'
  | 'dead'
  | 'uncertain';

/**
 * `booking_changed`: a booking was written or erased after the attempt had looked, so nothing was
 * changed and the claim is still the attempt's.
 */
export type GiveUpOutcome = AdvanceOutcome | 'booking_changed';

/** What an attempt that ends without a sent mail leaves behind. */
export interface GiveUpOptions {
  state: GivingUp;
  /** A copy may be out. */
  isUncertain?: boolean;
  /**
   * The order that is to be mailed, when no event will bring it again. Sealed; see
   * `Confirmation.held` for how long it is kept.
   */
  held?: object;
  /**
   * Only with `no_recipient`: the version of the booking that the attempt saw, `null` for none.
   * When another one stands there by now, nothing changes, so that no confirmation waits for a
   * booking that came in between. Not given, nothing is compared.
   */
  seenBooking?: string | null;
  /**
   * Only with `unconfirmed`: for how long other deliveries leave the confirmation to this one, in
   * milliseconds; none if not given.
   */
  waitMs?: number;
}

/** `not_given_up`: it was sent, or something still goes on, so nothing was changed. */
export type SettleOutcome = 'settled' | 'not_given_up';

/** `not_uncertain`: no copy may be out, or an attempt is at work, so nothing was changed. */
export type ReleaseOutcome = 'released' | 'not_uncertain';

/**
 * How long a claim stands without being renewed. Longer than the lock of a job, so that a job is not
 * taken up again long before its confirmation can be; short, since that is what a traveller waits
 * for when a worker dies.
 */
export const claimLeaseMs = 20_000;
