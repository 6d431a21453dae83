import { bulkhead } from 'cockatiel';

export interface RequestSlots {
  /** Runs the task when a slot is free; without one in time it is never run. */
  run<T>(task: () => Promise<T>): Promise<{ kind: 'ran'; value: T } | { kind: 'no_slot' }>;
}

/** At most `maxConcurrent` tasks at once; the others wait in turn, at most `maxWaitMs` each. */
export function createRequestSlots(options: {
  maxConcurrent: number;
  maxWaitMs: number;
}): RequestSlots {
  const slots = bulkhead(options.maxConcurrent, Infinity);
  return {
    async run<T>(task: () => Promise<T>) {
      let isStarted = false;
      let hasGivenUp = false;
      let giveUp = (): void => undefined;
      const tooLong = new Promise<{ kind: 'no_slot' }>((resolve) => {
        giveUp = () => {
          hasGivenUp = !isStarted;
          if (hasGivenUp) resolve({ kind: 'no_slot' });
        };
      });
      const timer = slots.executionSlots > 0 ? undefined : setTimeout(giveUp, options.maxWaitMs);
      // A turn that comes too late must still be taken: the bulkhead goes on to the next only after it.
      const ran = slots.execute(async () => {
        clearTimeout(timer);
        if (hasGivenUp) return { kind: 'no_slot' } as const;
        isStarted = true;
        return { kind: 'ran', value: await task() } as const;
      });
      return Promise.race([ran, tooLong]);
    },
  };
}
