/** What can happen to an order. */
export const timelineEvents = [
  'received',
  'duplicate',
  'incomplete',
  'confirmed',
  'not_confirmed',
  'no_recipient',
  'grouped',
  'submitting',
  'uncertain',
  'sent',
  'deferred',
  'paused',
  'dead',
  'redriven',
  'resent',
  'discarded',
  'expired',
  'booked',
  'erased',
  // In place of an entry that is broken: what it was, nobody knows.
  'unreadable',
] as const;

export type TimelineEvent = (typeof timelineEvents)[number];

/** What is stored in clear: no names, mailboxes or ticket numbers. */
export interface TimelineEntry {
  event: TimelineEvent;
  /** When it happened, RFC 3339 in UTC; when it is written, if not given. */
  at?: string;
  deliveryId?: string;
  /** How many like it in a row this entry stands for, when more than one. */
  count?: number;
  /** Where the event comes from, when not from the supplier's webhook. */
  origin?: string;
  /** Canonical type of the supplier event. */
  type?: string;
  ticketSetId?: string;
  /** Of the job, from 1. */
  attempt?: number;
  /** Where the recipient comes from, for `submitting`. */
  source?: string;
  /** What each step of the recipient's resolution came to: `booking:none`, `fallback:used`. */
  steps?: readonly string[];
  /** In what the supplier's answer differs from the event, for `confirmed`. */
  difference?: readonly string[];
  /** Number of another order that this is about. */
  refersTo?: string;
  /** What is missing, for `incomplete` and `not_confirmed`. */
  missing?: readonly string[];
  /** Stable code of a failure: of this entry, or that which a person decided upon. */
  reason?: string;
  /** Who did it, for what a person does. */
  by?: string;
  messageId?: string;
  /** What the delivery came with, for `received` and `duplicate`: sealed by whoever took it in. */
  receipt?: string;
  /** What may be personal; sealed at rest. */
  sealed?: SealedDetails;
}

/** What of an entry may be personal. */
export interface SealedDetails {
  recipient?: string;
  /** The mail server's own answer. */
  answer?: string;
  /** The data of an event that has no handler. */
  body?: unknown;
  /** A person's own words on what they did. */
  why?: string;
}

/** An entry as it is read. */
export type RecordedEntry = TimelineEntry & {
  /** Empty for one that is broken. */
  at: string;
  /** The sealed details were written with a key that is not at hand, or are damaged. */
  isUnreadable?: true;
};
