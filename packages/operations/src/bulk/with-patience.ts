import { setTimeout } from 'node:timers/promises';

/**
 * Does what is safe to repeat again when it rejects, `attempts` times in all with a pause between
 * them: Redis may be back by then. An aborted signal ends the pauses.
 */
export async function withPatience<Result>(
  work: () => Promise<Result>,
  { attempts, pauseMs, signal }: { attempts: number; pauseMs: number; signal: AbortSignal },
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || signal.aborted) throw error;
      await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
