import type { UndecidedKind } from './kinds.ts';

/** In one Redis Cluster slot; none of them holds anything personal, and none grows with time. */
export const retentionKeys = {
  /** What the last run found. */
  report: 'ticketpost:{retention}:report',
  /** How far a run is that has not ended. */
  progress: 'ticketpost:{retention}:progress',
  /** Whose run it is. */
  lock: 'ticketpost:{retention}:lock',
  /** What is about to be taken off the queue, until its order knows. */
  pending: 'ticketpost:{retention}:pending',
  /** Since when each undecided thing has been told of. */
  warned: (kind: UndecidedKind) => `ticketpost:{retention}:warned:${kind}`,
} as const;
