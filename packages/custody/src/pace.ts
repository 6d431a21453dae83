import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Works a part of the time, so that others have Redis and the processor for the rest. */
export interface Pace {
  /** Called after each bit of work; resolves when the next may begin. Rejects when aborted. */
  rest(): Promise<void>;
}

/** `busyShare`: of the time, more than 0 and 1 at most. */
export function createPace({
  busyShare,
  signal,
}: {
  busyShare: number;
  signal?: AbortSignal | undefined;
}): Pace {
  let begunAt = performance.now();
  return {
    async rest() {
      signal?.throwIfAborted();
      const restMs = (performance.now() - begunAt) * (1 / busyShare - 1);
      if (restMs >= 1) await sleep(restMs, undefined, { signal, ref: false });
      begunAt = performance.now();
    },
  };
}
