import type { SentDetails } from '../sent-details.ts';
import type { RecordedEntry } from '../timeline-entry.ts';
import type { FoldedHead } from './folded-head.ts';

/** The field of an order's hash that it stands in. */
export const foldedField = 'folded';

/** What is over of an order, in one value: its sent confirmations and the timeline until then. */
export interface FoldedPart {
  head: FoldedHead;
  /** Oldest first. */
  entries: readonly NumberedEntry[];
  /** Of each sent confirmation in the head's order; absent when they cannot be opened or were not kept. */
  details: readonly (SentDetails | undefined)[];
  /**
   * The sealed rest was written with a key that is not at hand, or all of it in a form that this
   * version does not know, or it is damaged.
   */
  isUnreadable?: true;
}

/** An entry with its number on the order's timeline, from 1. */
export interface NumberedEntry {
  n: number;
  entry: RecordedEntry;
}
