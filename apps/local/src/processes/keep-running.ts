import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { messageOf } from '../local-error.ts';
import { decideRestart, restartPolicy } from './restart-policy.ts';
import type { SupervisionEvents } from './supervised.ts';

export interface KeepRunningOptions extends SupervisionEvents {
  name: string;
  /** Resolves, with how, when what runs now has ended; at once when nothing runs. */
  ended: () => Promise<string>;
  /** Starts it again and resolves when it is ready; rejects when it is not, and then nothing runs. */
  startAgain: () => Promise<void>;
  /** Aborted when it is to end. */
  stopping: AbortSignal;
  /** Resolves after the time, or when `stopping` is aborted. */
  delay?: (timeMs: number, stopping: AbortSignal) => Promise<unknown>;
}

/** Starts a thing again each time it ends by itself, within the policy. Never rejects. */
export async function keepRunning(options: KeepRunningOptions): Promise<void> {
  const { name, ended, startAgain, stopping, announce, onGivenUp, delay = sleep } = options;
  let restartsInARow = 0;
  let startedAt = performance.now();
  let how = await ended();
  for (;;) {
    if (stopping.aborted) return;
    const uptimeMs = performance.now() - startedAt;
    const decision = decideRestart(restartPolicy, { restartsInARow, uptimeMs });
    if (decision.kind === 'give-up') {
      onGivenUp(`${name} ${how}, and starting it again did not help`);
      return;
    }
    restartsInARow = decision.restartsInARow;
    announce(`${name} ${how}; it is started again in ${decision.delayMs} ms`);
    await delay(decision.delayMs, stopping);
    // A stop that came in the wait must not be followed by a start.
    if (isAborted(stopping)) return;
    startedAt = performance.now();
    try {
      await startAgain();
      announce(`${name} is back`);
      how = await ended();
    } catch (error) {
      how = `did not start (${messageOf(error)})`;
    }
  }
}

async function sleep(timeMs: number, stopping: AbortSignal): Promise<void> {
  await setTimeout(timeMs, undefined, { signal: stopping }).catch(() => undefined);
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
