import type { Recipient } from './recipient.ts';

/** What the agency's booking lookup said of an order. */
export type LookupOutcome =
  | { kind: 'known'; recipient: Recipient }
  /** It does not know the order, or not yet. */
  | { kind: 'not_known' }
  /** `detail`: status or error code behind it, never a value of the answer. */
  | { kind: 'failed'; reason: LookupFailureCode; detail: string };

/** Why a lookup gave no answer that could be used. */
export type LookupFailureCode =
  /** No whole answer within the time. */
  | 'lookup_timeout'
  /** Not reached, or in trouble, or asked too often. */
  | 'lookup_unavailable'
  /** It is inside or without TLS, and nobody named it in `OUTBOUND_PRIVATE_HOSTS`. */
  | 'lookup_not_allowed'
  /** It does not accept our token. */
  | 'lookup_refused'
  /** It points elsewhere; nobody goes there. */
  | 'lookup_redirected'
  /** A status that says nothing of the order. */
  | 'lookup_failed'
  /** No JSON, or too much of it. */
  | 'lookup_unreadable'
  /** JSON that is not what a lookup answers, or an address that is not one mailbox. */
  | 'lookup_invalid';
