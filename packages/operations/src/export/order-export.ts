import type { Evidence } from '@ticketpost/evidence';
import type { BookingReading, Confirmation, RecordedEntry } from '@ticketpost/ledger';
import type { Envelope, JobFacts } from '@ticketpost/queue';
import type { AuditEntry } from '../audit/audited-action.ts';

/**
 * All that is held about one order, opened. What cannot be opened is there, and says why: `unreadable`, or
 * a field of its own such as `isUnreadable`. `left_out` is what found no room.
 */
export interface OrderExport {
  v: 1;
  orderNo: string;
  /** RFC 3339 in UTC. */
  madeAt: string;
  /** How it stands, as its page tells it; absent when nothing is recorded of it. */
  state?: string;
  summary?: string;
  /** When what was personal went for its age. */
  strippedAt?: string;
  /** Ids of keys that it takes to open the rest of its record, and that are not at hand. */
  missingKeys?: readonly string[];
  /** What the agency told us. */
  booking?: Exclude<BookingReading, { kind: 'none' }>;
  /** With what each mail was made from, or is to be made from. */
  confirmations: readonly Confirmation[];
  timeline: readonly (Omit<RecordedEntry, 'receipt'> & { receipt?: object })[];
  /** Its deliveries' jobs, and those of our own, wherever they stand. */
  jobs: readonly (Partial<JobFacts> & {
    deliveryId: string;
    place: string;
    /** What is in clear. */
    envelope: Partial<Omit<Envelope, 'payload' | 'receipt'>>;
    payload?: unknown;
    receipt?: object;
    unreadable?: string;
    keyId?: string;
  })[];
  /** Deliveries that could not be read, and name the order. */
  quarantined: readonly object[];
  /** What can be told of each delivery to the supplier. */
  evidence: readonly Evidence[];
  /** What people did to it. */
  audit: readonly AuditEntry[];
  /** How many keyed hashes lead to it. */
  searchIndex: { entries: number };
  /** Quarantined deliveries that nobody can open: whether one is about it cannot be said. */
  quarantinedUnopened: number;
}
