import type { ReportedKeys } from './process-report.ts';

/** What a process reports of its payload keys: ids alone. */
export function reportKeys(keyring: {
  keyIds: () => readonly string[];
  sealsSinceMs: () => number;
}): ReportedKeys {
  return {
    ids: [...keyring.keyIds()],
    sealsSince: new Date(keyring.sealsSinceMs()).toISOString(),
  };
}
