import type { Attempt, AttemptResult } from '@ticketpost/queue';
import { timeStages, type ObserveStage } from './time-stages.ts';

/** The work on attempts, with the stages of each timed. */
export function measureAttempts(
  observe: ObserveStage,
  handle: (attempt: Attempt) => Promise<AttemptResult>,
): (attempt: Attempt) => Promise<AttemptResult> {
  return async (attempt) => {
    const timed = timeStages(attempt, observe);
    try {
      return await handle(timed.attempt);
    } finally {
      timed.end();
    }
  };
}
