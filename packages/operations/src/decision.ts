import type { TimelineEntry } from '@ticketpost/ledger';

/** What somebody wants done with one delivery. */
export interface Decision {
  deliveryId: string;
  /** Who decided; stands in clear on the order's timeline. */
  by: string;
  /** In the person's own words; sealed. */
  why: string;
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
