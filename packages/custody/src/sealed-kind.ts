import type { Reseal } from '@ticketpost/queue';

/** A value that stands sealed in Redis. */
export interface SealedKind {
  name: SealedKindName;
  /** What stands there, for people. */
  about: string;
  /** Where: the ids of all of them, some at a time; of what comes or goes meanwhile perhaps. */
  walk(): AsyncGenerator<readonly string[]>;
  /** Their sealed values. */
  list(ids: readonly string[]): Promise<string[]>;
  /**
   * Seals anew what `reseal` gives another value for. What is changed by others meanwhile stays as they
   * wrote it: its id is among `changed`.
   */
  reseal(ids: readonly string[], how: ResealHow): Promise<KindResealing>;
}

/**
 * Told of an order or a job that is not stored as this version stores them. It stays as it is, and what
 * is sealed in it counts as its keys'.
 */
export type OnBroken = (
  place: { orderNo: string } | { queue: 'events' | 'quarantine'; jobId: string },
  error?: unknown,
) => void;

interface ResealHow {
  reseal: Reseal;
  /** Nothing is written; answers as if it were. */
  isDryRun: boolean;
}

export interface KindResealing {
  /** Values as they were, of those that were sealed anew. */
  resealed: string[];
  /** Values that stay as they are. */
  kept: string[];
  changed: string[];
  /** Search terms that were found under another key than the first. */
  terms?: number;
}

/** All places of sealed values in Redis. What is sealed in a journal is on its way there. */
export type SealedKindName =
  | 'event_jobs'
  | 'quarantine_jobs'
  | 'orders'
  | 'audit_log'
  | 'notification_outbox'
  | 'supplier_accounts'
  | 'ticket_set_key';
