/**
 * What needs a person.
 *
 * - `paused`: workers take no jobs, since the mail server takes no mail.
 * - `journal_waits`: deliveries have stood in ingest's journal for long.
 * - `journal_refuses`: ingest's journal cannot be written.
 * - `check_fails`: a process says that something it needs is not well.
 * - `uncertain`: a copy of a confirmation may be out, and none is sent again by itself.
 * - `dead_letter`: a delivery that will not be tried again.
 * - `quarantined`: an authentic delivery that could not be read.
 * - `overdue`: a confirmation that has been owed for long, and is still worked at.
 * - `no_recipient`: a confirmation that has waited for the traveller's address for long.
 * - `expiring`: something that nobody decided on ends within two weeks.
 */
export type ConcernKind =
  | 'paused'
  | 'journal_waits'
  | 'journal_refuses'
  | 'check_fails'
  | 'uncertain'
  | 'dead_letter'
  | 'quarantined'
  | 'overdue'
  | 'no_recipient'
  | 'expiring';

/** What needs a person, of one kind and for one reason. Nothing personal. Times are RFC 3339 in UTC. */
export interface Concern {
  kind: ConcernKind;
  /** `over`: it was told as `new` before, and has ended. */
  state: 'new' | 'over';
  /** Of what the kind names: confirmations, deliveries or processes. */
  count: number;
  /** Where it is: the first parts of the names of processes' hosts. */
  where?: readonly string[];
  /** A stable code. */
  reason?: string;
  /** The code that the mail server answered to a worker that pauses. */
  answer?: string;
  /** Sentences that end with a full stop, as does the remedy. */
  meaning: string;
  remedy: string;
  since?: string;
  /** A few of them. */
  examples: readonly Example[];
  /** Where the dashboard shows all of them. */
  path: string;
}

/** One of those that a concern counts. */
export interface Example {
  orderNo?: string;
  deliveryId?: string;
  /** How far its last attempt came. */
  stage?: string;
  /** The number of that attempt. */
  attempt?: number;
  at: string;
  /** A stable code, where it is not the concern's. */
  reason?: string;
  /** The mail server's own words, what is personal in them hidden. */
  answer?: string;
  path: string;
}

/** So many of each are told one by one. */
export const mostExamples = 3;
