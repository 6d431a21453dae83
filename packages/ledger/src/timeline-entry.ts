export const timelineEvents = [
  'received',
  'duplicate',
  'incomplete',
  'recipient',
  'no_recipient',
  'submitting',
  'uncertain',
  'sent',
  'deferred',
  'dead',
] as const;

export type TimelineEvent = (typeof timelineEvents)[number];

/** What is stored in clear: no names, mailboxes or ticket numbers. */
export interface TimelineEntry {
  event: TimelineEvent;
  /** When it happened, RFC 3339 in UTC; when it is written, if not given. */
  at?: string;
  deliveryId?: string;
  /** Canonical type of the supplier event. */
  type?: string;
  ticketSetId?: string;
  /** Of the job, from 1. */
  attempt?: number;
  /** Where the recipient comes from, for `recipient`. */
  source?: string;
  /** What is missing, for `incomplete`. */
  missing?: readonly string[];
  /** Stable code of a failure, for `deferred` and `dead`. */
  reason?: string;
  messageId?: string;
  /** What may be personal; sealed at rest. */
  sealed?: SealedDetails;
}

export interface SealedDetails {
  recipient?: string;
  /** The mail server's own answer. */
  answer?: string;
  /** The data of an event that has no handler. */
  body?: unknown;
}

/** An entry as it is read. */
export type RecordedEntry = TimelineEntry & {
  at: string;
  /** The sealed details were written with a key that is not at hand, or are damaged. */
  isUnreadable?: true;
};
