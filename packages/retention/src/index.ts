export { createRetention, type Retention } from './create-retention.ts';
export { inspectStored, type OldestStored } from './inspect-stored.ts';
export { readPeriods } from './read-periods.ts';
export type { RetentionOutcome, RetentionPreview } from './retention-runs.ts';
