export { closeLabel, otherLabel } from './close-label.ts';
export { createMonitor, type Monitor } from './create-monitor.ts';
export type { ProcessReport, ReportedCheck, ReportedPause } from './process-report.ts';
export { readReports } from './read-reports.ts';
export { startReporting, type Reporting } from './start-reporting.ts';
export type { SystemState } from './system-state.ts';
