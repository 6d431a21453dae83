export { createChecks, selectChecks, type DoctorOptions } from './create-checks.ts';
export type { Diagnosis, DoctorCheck } from './diagnosis.ts';
export type { DnsResolver } from './dns/dns-resolver.ts';
export { runChecks } from './run-checks.ts';
export { watchStored, type StoredWatch } from './watch-stored.ts';
