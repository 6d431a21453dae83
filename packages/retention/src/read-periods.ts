import type { RetentionPeriods } from './report/periods.ts';
import type { RetentionSettings } from './retention-variables.ts';

/** The periods of the settings; what is personal goes with its order at the latest. */
export function readPeriods(settings: RetentionSettings): RetentionPeriods {
  return {
    orders: settings.retainOrdersDays,
    personal: Math.min(settings.retainPersonalDays, settings.retainOrdersDays),
    deadLetters: settings.retainDeadLettersDays,
    quarantine: settings.retainQuarantineDays,
    audit: settings.retainAuditDays,
  };
}
