/** Deliveries by what came of each. */
export type BulkOutcomes = Readonly<Record<string, number>>;

/**
 * Does one thing to many deliveries, a few at a time, in the order given. Ends early when
 * `isStopWanted` says so, and rejects when a step does; what is under way then is waited for, so
 * that nothing happens any more once it has settled.
 */
export async function runBulk(options: {
  deliveryIds: readonly string[];
  step: (deliveryId: string) => Promise<{ kind: string }>;
  /** How many steps are under way at once. */
  concurrency: number;
  isStopWanted: () => boolean;
  /** Told of all outcomes so far, after each step. */
  onProgress: (outcomes: BulkOutcomes) => void;
}): Promise<{ kind: 'done' | 'stopped' }> {
  const { deliveryIds, step, concurrency, isStopWanted, onProgress } = options;
  const outcomes: Record<string, number> = {};
  let begun = 0;
  let hasFailed = false;

  const work = async (): Promise<void> => {
    while (!hasFailed && !isStopWanted()) {
      const deliveryId = deliveryIds[begun];
      if (deliveryId === undefined) return;
      begun += 1;
      try {
        const { kind } = await step(deliveryId);
        outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      } catch (error) {
        hasFailed = true;
        throw error;
      }
      onProgress({ ...outcomes });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, work));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return { kind: begun < deliveryIds.length ? 'stopped' : 'done' };
}
