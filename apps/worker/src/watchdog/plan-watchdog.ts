/** What the watchdog sees at one look. */
export interface WorkerSigns {
  activeJobs: number;
  /** Since a job last began or ended here, or the worker's connection was renewed. */
  quietMs: number;
  /** Jobs that some worker ought to take. */
  dueJobs: number;
  /** The worker was told to take none. */
  isPaused: boolean;
  /** Its connection was renewed since it last took a job. */
  wasRenewed: boolean;
}

export type WatchdogStep = 'nothing' | 'renew' | 'give_up';

/**
 * How long a worker may take nothing though jobs are due. Well beyond the 10 s for which BullMQ asks
 * for a job in silence and the 30 s after which a silent connection is made anew, so that those have
 * had their chance.
 */
export const longestQuietMs = 45_000;

/**
 * A worker can stay connected and take nothing for ever after Redis was restarted (BullMQ #2964,
 * #3185). One that is idle while jobs are due gets a fresh connection; one that takes nothing over
 * that either is given up, for its supervisor to start anew.
 */
export function planWatchdog(signs: WorkerSigns): WatchdogStep {
  const { activeJobs, quietMs, dueJobs, isPaused, wasRenewed } = signs;
  if (isPaused || dueJobs === 0 || activeJobs > 0 || quietMs < longestQuietMs) return 'nothing';
  return wasRenewed ? 'give_up' : 'renew';
}
