import { performance } from 'node:perf_hooks';
import type { Attempt } from '@ticketpost/queue';

/** The stages of an attempt as it reports them, and the names that they have in the metrics. */
export const stageNames = {
  opening: 'opening',
  claiming: 'claiming',
  'asking the supplier': 'asking_supplier',
  'resolving the recipient': 'resolving_recipient',
  writing: 'writing',
  submitting: 'submitting',
  recording: 'recording',
} as const;

/** Told how long a stage took. */
export type ObserveStage = (stage: string, durationMs: number) => void;

/** The attempt, with each stage timed from its own report to the next one, the last to `end`. */
export function timeStages(
  attempt: Attempt,
  observe: ObserveStage,
): { attempt: Attempt; end: () => void } {
  let stage: string | undefined;
  let since = performance.now();
  const turn = (next: string | undefined) => {
    const now = performance.now();
    if (stage !== undefined) observe(stage, now - since);
    stage = next;
    since = now;
  };
  return {
    attempt: {
      ...attempt,
      report: (next) => {
        turn(next);
        attempt.report(next);
      },
    },
    end: () => {
      turn(undefined);
    },
  };
}
