import { afterEach, expect, test } from '@jest/globals';
import { createLogger } from '@ticketpost/runtime';
import { longestQuietMs } from '../../src/watchdog/plan-watchdog.ts';
import { startWatchdog } from '../../src/watchdog/start-watchdog.ts';

const logger = createLogger({ app: 'test', level: 'silent' });
let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

/** A watchdog over a worker that is described look by look, and the steps it took until it ended. */
async function watch(
  looks: readonly { quietMs: number; takenJobs: number; dueJobs?: number | Error }[],
): Promise<string[]> {
  const steps: string[] = [];
  let look = -1;
  await new Promise<void>((resolve) => {
    const at = () => looks[look] ?? { quietMs: 0, takenJobs: 0 };
    const watchdog = startWatchdog({
      intervalMs: 1,
      logger,
      worker: {
        activity: () => ({ activeJobs: 0, ...at() }),
        isRunning: () => true,
        renew: () => steps.push('renewed'),
      },
      countDueJobs: () => {
        look += 1;
        if (look >= looks.length) resolve();
        const { dueJobs = 1 } = at();
        return dueJobs instanceof Error ? Promise.reject(dueJobs) : Promise.resolve(dueJobs);
      },
      giveUp: () => steps.push('given up'),
      countStep: (step) => steps.push(`counted ${step}`),
    });
    close = () => watchdog.close();
  });
  return steps;
}

const quietMs = longestQuietMs;

test('a worker that stays silent is renewed, then given up', async () => {
  const steps = await watch([
    { quietMs, takenJobs: 7 },
    { quietMs: 0, takenJobs: 7 },
    { quietMs, takenJobs: 7 },
  ]);
  expect(steps).toEqual(['counted renew', 'renewed', 'counted give_up', 'given up']);
});

test('a worker that took a job since is renewed again, not given up', async () => {
  const steps = await watch([
    { quietMs, takenJobs: 7 },
    { quietMs, takenJobs: 8 },
  ]);
  expect(steps).toEqual(['counted renew', 'renewed', 'counted renew', 'renewed']);
});

test('a look that fails is no sign, and the next one counts', async () => {
  const steps = await watch([
    { quietMs, takenJobs: 7, dueJobs: new Error('Redis is away') },
    { quietMs, takenJobs: 7 },
  ]);
  expect(steps).toEqual(['counted renew', 'renewed']);
});
