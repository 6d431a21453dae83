import type { DueJobs, EventWorker } from '@ticketpost/queue';
import { withDeadline, type Logger } from '@ticketpost/runtime';
import { planWatchdog, type WatchdogStep } from './plan-watchdog.ts';

const countTimeoutMs = 5000;

/** Looks every `intervalMs` whether the worker still takes the jobs that are due. */
export function startWatchdog(options: {
  worker: Pick<EventWorker, 'activity' | 'isRunning' | 'renew'>;
  countDueJobs: DueJobs['count'];
  /** The worker takes nothing over a fresh connection either. */
  giveUp: (reason: Error) => void;
  countStep: (step: Exclude<WatchdogStep, 'nothing'>) => void;
  logger: Logger;
  intervalMs?: number;
}): { close(): Promise<void> } {
  const { worker, countDueJobs, giveUp, countStep, logger, intervalMs = 10_000 } = options;
  let wasRenewed = false;
  let takenAtRenewal = 0;
  let isLooking = false;

  const look = async () => {
    const dueJobs = await withDeadline(countDueJobs(), {
      what: 'counting the jobs that are due',
      timeoutMs: countTimeoutMs,
    });
    const { activeJobs, quietMs, takenJobs } = worker.activity();
    wasRenewed &&= takenJobs === takenAtRenewal;
    const isPaused = !worker.isRunning();
    const step = planWatchdog({ activeJobs, quietMs, dueJobs, isPaused, wasRenewed });
    if (step === 'nothing') return;
    countStep(step);
    if (step === 'renew') {
      logger.warn({ dueJobs, quietMs }, 'takes no jobs though some are due: connecting anew');
      wasRenewed = true;
      takenAtRenewal = takenJobs;
      worker.renew();
    } else {
      giveUp(new Error(`took no job for ${Math.round(quietMs)} ms though ${dueJobs} are due`));
    }
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch((error: unknown) => {
        // Without Redis nothing can be taken: its own connection says so.
        logger.debug({ error }, 'the watchdog could not look');
      })
      .finally(() => {
        isLooking = false;
      });
  }, intervalMs);
  return {
    close() {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}
