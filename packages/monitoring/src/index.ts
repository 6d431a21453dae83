export { closeLabel, otherLabel } from './close-label.ts';
export { createMonitor, type Monitor } from './create-monitor.ts';
export { custodyKeys } from './custody/custody-keys.ts';
export {
  gatherKeyIds,
  otherKeys,
  readCustodyState,
  writeCensus,
  writeResealed,
  type Census,
  type CustodyState,
} from './custody/custody-state.ts';
export { findMissingKeys } from './custody/find-missing-keys.ts';
export { startSealCount, type SealCount } from './custody/start-seal-count.ts';
export type { ProcessReport, ReportedCheck, ReportedPause } from './process-report.ts';
export { reportKeys } from './report-payload-keys.ts';
export { readReports } from './read-reports.ts';
export { startReporting, type Reporting } from './start-reporting.ts';
export type { SystemState } from './system-state.ts';
