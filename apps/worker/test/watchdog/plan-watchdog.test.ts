import { describe, expect, test } from '@jest/globals';
import {
  longestQuietMs,
  planWatchdog,
  type WatchdogStep,
  type WorkerSigns,
} from '../../src/watchdog/plan-watchdog.ts';

const silent: WorkerSigns = {
  activeJobs: 0,
  quietMs: longestQuietMs,
  dueJobs: 1,
  isPaused: false,
  wasRenewed: false,
};

describe('a worker that is silent while a job is due', () => {
  test.each<[string, Partial<WorkerSigns>, WatchdogStep]>([
    ['gets a fresh connection', {}, 'renew'],
    ['has not been silent for long', { quietMs: longestQuietMs - 1 }, 'nothing'],
    ['has a job under way', { activeJobs: 1 }, 'nothing'],
    ['has nothing to take', { dueJobs: 0 }, 'nothing'],
    ['was told to take none', { isPaused: true }, 'nothing'],
    ['is given up when a fresh connection did not help', { wasRenewed: true }, 'give_up'],
    [
      'is given its time on the fresh one',
      { wasRenewed: true, quietMs: longestQuietMs - 1 },
      'nothing',
    ],
  ])('%s', (_row, change, step) => {
    expect(planWatchdog({ ...silent, ...change })).toBe(step);
  });
});
