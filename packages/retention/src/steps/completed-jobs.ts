import type { AgedJobs } from '@ticketpost/queue';
import { completedJobMs } from '../report/periods.ts';
import type { RetentionStep } from './retention-step.ts';

const batchSize = 1000;

/** The step over jobs that ended well: BullMQ removes them when the next one ends, and none may follow. */
export function createCompletedJobsStep({
  aged,
}: {
  aged: Pick<AgedJobs, 'countCompleted' | 'removeCompleted'>;
}): RetentionStep {
  return {
    name: 'completed_jobs',
    async run({ nowMs, isDryRun, count, pause }) {
      const untilMs = nowMs - completedJobMs;
      if (isDryRun) {
        count('completed_job', await aged.countCompleted(untilMs));
        return;
      }
      for (;;) {
        const removed = await aged.removeCompleted(untilMs, batchSize);
        count('completed_job', removed);
        await pause();
        if (removed < batchSize) return;
      }
    },
  };
}
