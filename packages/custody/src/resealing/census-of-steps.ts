import type { Census } from '@ticketpost/monitoring';
import type { ResealStep } from './reseal-all.ts';

/** How many values of each kind each key has after a re-seal, or, when it was dry, has had all along. */
export function censusOfSteps(
  steps: readonly ResealStep[],
  { currentKeyId, isDryRun }: { currentKeyId: string; isDryRun: boolean },
): Census['values'] {
  return Object.fromEntries(
    steps.map(({ kind, resealed, left, current }) => {
      const moved = Object.values(resealed).reduce((sum, count) => sum + count, 0);
      const counts = isDryRun
        ? addCounts(addCounts({ [currentKeyId]: current }, resealed), left)
        : addCounts({ [currentKeyId]: current + moved }, left);
      return [kind, Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))];
    }),
  );
}

function addCounts(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum = { ...one };
  for (const [keyId, count] of Object.entries(other)) sum[keyId] = (sum[keyId] ?? 0) + count;
  return sum;
}
