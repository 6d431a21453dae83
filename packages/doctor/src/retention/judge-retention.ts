import type { OldestStored } from '@ticketpost/retention';
import type {
  RetentionKind,
  RetentionPeriods,
  RetentionReport,
} from '@ticketpost/retention/report';
import type { Diagnosis } from '../diagnosis.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const longestWithoutRunMs = 2 * dayMs;

const runIt =
  'Look into the log of the workers (“retention”), and run `ticketpost retention --yes` with their variables.';

export function judgePeriods(
  periods: RetentionPeriods,
  ofLastRun: RetentionPeriods | undefined,
): Diagnosis {
  const name = 'retention.periods';
  const described = describePeriods(periods);
  if (ofLastRun === undefined || describePeriods(ofLastRun) === described) {
    return { name, status: 'ok', finding: described };
  }
  return {
    name,
    status: 'warning',
    finding: `here they are ${described}; the last run had ${describePeriods(ofLastRun)}`,
    remedy:
      'Run the doctor with the variables of the worker, or start the workers anew with these.',
  };
}

function describePeriods(periods: RetentionPeriods): string {
  const { orders, personal, deadLetters, quarantine, audit } = periods;
  return `days: ${orders} orders, ${personal} what is personal of them, ${deadLetters} dead letters, ${quarantine} quarantine, ${audit} audit log`;
}

export function judgeRun(report: RetentionReport | undefined, now: Date): Diagnosis {
  const name = 'retention.run';
  if (report === undefined) {
    return {
      name,
      status: 'warning',
      finding: 'it has not run so far',
      remedy: 'Start a worker: it runs at once, and then once a day.',
    };
  }
  const { completedAt, startedAt, failures, removed } = report;
  const age = now.getTime() - Date.parse(completedAt ?? startedAt);
  if (failures.length > 0) {
    const steps = failures.map(({ step, code }) => `${step} (${code})`).join(', ');
    return {
      name,
      status: 'failed',
      finding: `the last run could not do all of it: ${steps}`,
      remedy: runIt,
    };
  }
  if (age > longestWithoutRunMs) {
    return {
      name,
      status: 'failed',
      finding: `it has not run for ${Math.floor(age / dayMs)} days`,
      remedy: runIt,
    };
  }
  const count = Object.values(removed).reduce((sum, one) => sum + one, 0);
  const hours = Math.max(0, Math.floor(age / hourMs));
  return { name, status: 'ok', finding: `it ran ${hours} h ago, and ${count} went by it` };
}

const words: Partial<Record<RetentionKind, string>> = {
  completed_job: 'job that ended well',
  dead_letter: 'dead letter',
  quarantined: 'quarantined delivery',
  owed_confirmation: 'owed confirmation',
  personal_parts: 'order with personal parts',
  audit_line: 'line of the audit log',
};

export function judgeOldest(found: readonly OldestStored[], now: Date): Diagnosis[] {
  const name = 'retention.oldest';
  const describe = ({ kind, sinceMs }: OldestStored) =>
    `${words[kind] ?? kind} of ${Math.max(0, Math.floor((now.getTime() - sinceMs) / dayMs))} days`;
  const overdue = found.filter(({ isOverdue }) => isOverdue);
  if (overdue.length > 0) {
    return overdue.map((one) => ({
      name,
      status: 'failed',
      finding: `still there: ${describe(one)}; its period is ${one.periodDays}`,
      remedy: runIt,
    }));
  }
  const finding =
    found.length === 0
      ? 'nothing is stored that could be too old'
      : `the oldest of what was looked at: ${found.map(describe).join(', ')}`;
  return [{ name, status: 'ok', finding }];
}
