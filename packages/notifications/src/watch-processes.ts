import type { ProcessReport } from '@ticketpost/monitoring';
import { findConditions } from './find-conditions.ts';
import { followConditions, type ConditionMemory } from './follow-conditions.ts';
import type { Watch } from './watch.ts';

/** Makes the watch over what the living processes say of themselves. */
export function createProcessWatch(options: {
  readReports: () => Promise<readonly ProcessReport[]>;
}): Watch<ConditionMemory> {
  return async function watchProcesses(memory, nowMs) {
    const processes = await options.readReports();
    return followConditions(findConditions(processes, nowMs), memory, {
      nowMs,
      reporting: new Set(processes.map(({ app }) => app)),
    });
  };
}
