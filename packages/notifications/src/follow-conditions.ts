import type { ProcessReport } from '@ticketpost/monitoring';
import type { Concern } from './concern.ts';
import type { Condition } from './find-conditions.ts';
import { paths } from './paths.ts';
import type { Sight } from './watch.ts';

/** By its key: what was seen and, once it was told, what was told of it. */
export type ConditionMemory = Readonly<Record<string, SeenCondition>>;

interface SeenCondition {
  app: ProcessReport['app'];
  isTold: boolean;
  /** When it was seen first; ms since the epoch. */
  seenMs: number;
  concern: Condition['concern'];
}

/**
 * What begins and what ends. A condition of an app of which nobody is alive to report does not end by
 * that. One whose key changes (a pause for another reason) begins anew, and its end is not told.
 */
export function followConditions(
  conditions: readonly Condition[],
  memory: ConditionMemory | undefined,
  { nowMs, reporting }: { nowMs: number; reporting: ReadonlySet<string> },
): Sight<ConditionMemory> {
  const before = memory ?? {};
  const concerns: Concern[] = [];
  const after: Record<string, SeenCondition> = {};
  for (const { key, app, concern, mayPass } of conditions) {
    const seen = before[key];
    const isTold = seen?.isTold === true || seen !== undefined || !mayPass;
    if (isTold && seen?.isTold !== true) concerns.push(toConcern(concern, 'new'));
    after[key] = { app, isTold, seenMs: seen?.seenMs ?? nowMs, concern };
  }
  const kinds = new Set(conditions.map(({ concern }) => nameOf(concern)));
  for (const [key, seen] of Object.entries(before)) {
    if (after[key] !== undefined) continue;
    if (!reporting.has(seen.app)) {
      after[key] = seen;
      continue;
    }
    if (seen.isTold && !kinds.has(nameOf(seen.concern))) {
      concerns.push(toConcern(seen.concern, 'over'));
    }
  }
  return { concerns, memory: after };
}

function toConcern(concern: Condition['concern'], state: Concern['state']): Concern {
  return { ...concern, state, examples: [], path: paths.overview };
}

/** What stays the same when only the reason changes. */
function nameOf({ kind, reason }: Condition['concern']): string {
  return kind === 'check_fails' ? `${kind} ${reason ?? ''}` : kind;
}
