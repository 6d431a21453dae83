import { dayMs } from '../report/periods.ts';
import type { Lapse } from './lapse-step.ts';
import type { RetentionStep } from './retention-step.ts';

/** The step over the audit log. */
export function createAuditStep({ trim }: { trim: Lapse }): RetentionStep {
  return {
    name: 'audit_log',
    async run({ periods, nowMs, isDryRun, count, pause }) {
      for await (const gone of trim(periods.audit * dayMs, nowMs, { isDryRun })) {
        count('audit_line', gone);
        await pause();
      }
    },
  };
}
