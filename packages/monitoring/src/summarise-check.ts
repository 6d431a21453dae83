import type { CheckOutcome } from '@ticketpost/runtime';
import type { ReportedCheck } from './process-report.ts';

const maxTextLength = 500;

/** What a check found, in the words that are shown: an error's message may be long, other details stay out. */
export function summariseCheck(outcome: CheckOutcome): ReportedCheck {
  const { status } = outcome;
  const { reason, remedy } = describeSetting(outcome['warnings']) ?? outcome;
  return { status, ...pickText('reason', reason), ...pickText('remedy', remedy) };
}

/** The check of Redis' settings lists what it found: the first of it. */
function describeSetting(warnings: unknown): { reason: string; remedy: string } | undefined {
  if (!Array.isArray(warnings)) return undefined;
  const [first] = warnings as unknown[];
  const { setting, found, wanted, cost } = (first ?? {}) as Record<string, unknown>;
  if (typeof setting !== 'string') return undefined;
  return {
    reason: `${setting} is ${String(found)}: ${String(cost)}`,
    remedy: `set ${setting} to ${String(wanted)}`,
  };
}

function pickText<Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> {
  if (typeof value !== 'string') return {};
  return { [name]: value.slice(0, maxTextLength) } as Partial<Record<Name, string>>;
}
