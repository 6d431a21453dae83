/** What can be done with all deliveries of one reason: dead letters are redriven, quarantined ones released. */
export const bulkKinds = ['redrive', 'release'] as const;

export type BulkKind = (typeof bulkKinds)[number];

/**
 * `stopping`: somebody wants it to end, and what is under way comes to its end first. `abandoned`:
 * the process that ran it is gone, or lost Redis. `broken_off`: it said itself why it could not go on.
 */
type BulkStatus = 'running' | 'stopping' | 'done' | 'stopped' | 'broken_off' | 'abandoned';

/** How far a bulk is. */
export interface BulkState {
  id: string;
  kind: BulkKind;
  /** The reason code of the deliveries that it is about. */
  reason: string;
  by: string;
  status: BulkStatus;
  /** RFC 3339 in UTC, as is `endedAt`. */
  beganAt: string;
  endedAt?: string;
  stoppedBy?: string;
  /** Why it was broken off, as a stable code. */
  because?: string;
  /** Absent while it is still counting. */
  total?: number;
  /** Deliveries by what came of each. */
  outcomes: Readonly<Record<string, number>>;
}

/** The deliveries that a bulk is through with. */
export function countHandled({ outcomes }: Pick<BulkState, 'outcomes'>): number {
  return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

/** Whether somebody still works on it. */
export function isUnderWay({ status }: Pick<BulkState, 'status'>): boolean {
  return status === 'running' || status === 'stopping';
}
