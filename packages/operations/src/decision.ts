import type { TimelineEntry } from '@ticketpost/ledger';

/** What somebody wants done with one delivery. */
export interface Decision {
  deliveryId: string;
  /** Who decided; stands in clear on the order's timeline. */
  by: string;
  /** In the person's own words; sealed. */
  why: string;
  /** From where; for the audit log. */
  via?: 'dashboard' | 'cli' | undefined;
  /** Of the login, where there is one. */
  role?: string | undefined;
  /** Only look whether it could be done. */
  isDryRun?: boolean | undefined;
}

/** The line that a decision leaves on an order's timeline, dated when it began to be carried out. */
export function describeDecision(
  event: 'redriven' | 'discarded',
  { deliveryId, by, why }: Decision,
  { reason, now }: { reason: string; now: () => number },
): TimelineEntry {
  return { at: new Date(now()).toISOString(), event, deliveryId, reason, by, sealed: { why } };
}
