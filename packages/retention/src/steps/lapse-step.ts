import { longestRememberedMs } from '@ticketpost/ledger';
import type { RetentionKind } from '../report/kinds.ts';
import { dayMs } from '../report/periods.ts';
import type { RetentionStep } from './retention-step.ts';

/** Has what stands in keys by time end so long after it; yields after each part what is gone by it. */
export type Lapse = (
  keptMs: number,
  nowMs: number,
  options: { isDryRun: boolean },
) => AsyncGenerator<number>;

/** The step over what is written with the longest time to live: nothing is to do where that is meant. */
export function createLapseStep(options: {
  name: string;
  kind: RetentionKind;
  lapse: Lapse;
}): RetentionStep {
  const { name, kind, lapse } = options;
  return {
    name,
    async run(context) {
      const { periods, formerPeriods = periods, nowMs, isDryRun } = context;
      const keptMs = periods.orders * dayMs;
      const isAsWritten = keptMs === longestRememberedMs && formerPeriods.orders === periods.orders;
      if (isAsWritten) return;
      for await (const gone of lapse(keptMs, nowMs, { isDryRun })) {
        context.count(kind, gone);
        await context.pause();
      }
    },
  };
}
