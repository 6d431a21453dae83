export { retentionKinds, undecidedKinds, type RetentionKind, type UndecidedKind } from './kinds.ts';
export { isSamePeriods, type RetentionPeriods } from './periods.ts';
export { readRetentionReport, type RetentionReport } from './retention-report.ts';
export { countWarned, readWarned, type WarnedItem } from './warned-items.ts';
