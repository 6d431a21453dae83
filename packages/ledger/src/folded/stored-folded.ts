import type { SentDetails } from '../sent-details.ts';
import type { SealedDetails, TimelineEntry } from '../timeline-entry.ts';

/** A folded entry as far as it is in clear. */
export type ClearEntry = Omit<TimelineEntry, 'sealed'> & { at: string; isSealed?: true };

/** What of a folded part is sealed. */
export interface SealedRest {
  /** Of each sent confirmation in the head's order; null where none were kept. */
  details: (SentDetails | null)[];
  /** Of each entry that has some, in their order. */
  entries: SealedDetails[];
}
