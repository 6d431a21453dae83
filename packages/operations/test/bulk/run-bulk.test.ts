import { describe, expect, test } from '@jest/globals';
import { runBulk, type BulkOutcomes } from '../../src/bulk/run-bulk.ts';

const ids = Array.from({ length: 20 }, (_, n) => `delivery-${n}`);

async function run(options: {
  step?: (deliveryId: string) => Promise<{ kind: string }>;
  isStopWanted?: (taken: readonly string[]) => boolean;
  deliveryIds?: readonly string[];
}) {
  const { step = () => Promise.resolve({ kind: 'redriven' }), isStopWanted = () => false } =
    options;
  const taken: string[] = [];
  let mostAtOnce = 0;
  let underWay = 0;
  let outcomes: BulkOutcomes = {};
  const end = await runBulk({
    deliveryIds: options.deliveryIds ?? ids,
    concurrency: 3,
    step: async (deliveryId) => {
      taken.push(deliveryId);
      underWay += 1;
      mostAtOnce = Math.max(mostAtOnce, underWay);
      try {
        return await step(deliveryId);
      } finally {
        underWay -= 1;
      }
    },
    isStopWanted: () => isStopWanted(taken),
    onProgress: (now) => {
      outcomes = now;
    },
  }).catch((error: unknown) => ({ kind: 'rejected' as const, error }));
  return { end, taken, mostAtOnce, underWay, outcomes };
}

describe('a run', () => {
  test('takes each delivery once, in order, three at a time', async () => {
    const { end, taken, mostAtOnce, outcomes } = await run({});
    expect(end).toEqual({ kind: 'done' });
    expect(taken).toEqual(ids);
    expect(mostAtOnce).toBe(3);
    expect(outcomes).toEqual({ redriven: 20 });
  });

  test('counts by outcome', async () => {
    const step = (deliveryId: string) =>
      Promise.resolve({ kind: deliveryId.endsWith('7') ? 'uncertain' : 'redriven' });
    expect((await run({ step })).outcomes).toEqual({ redriven: 18, uncertain: 2 });
  });

  test('of nothing is done', async () => {
    expect((await run({ deliveryIds: [] })).end).toEqual({ kind: 'done' });
  });

  test('takes none any more once a stop is wanted', async () => {
    const { end, taken, outcomes } = await run({ isStopWanted: ({ length }) => length >= 5 });
    expect(end).toEqual({ kind: 'stopped' });
    expect(taken).toEqual(ids.slice(0, 5));
    expect(outcomes).toEqual({ redriven: 5 });
  });

  test('is done, not stopped, when the stop came after the last one', async () => {
    expect((await run({ isStopWanted: ({ length }) => length >= 20 })).end).toEqual({
      kind: 'done',
    });
  });

  test('ends with the first step that rejects, when those under way have ended', async () => {
    const failure = new Error('Redis is gone');
    const { end, taken, underWay, outcomes } = await run({
      step: async (deliveryId) => {
        if (deliveryId === 'delivery-4') throw failure;
        await new Promise(setImmediate);
        return { kind: 'redriven' };
      },
    });
    expect(end).toEqual({ kind: 'rejected', error: failure });
    expect(underWay).toBe(0);
    expect(taken.length).toBeLessThan(10);
    expect(outcomes).toEqual({ redriven: taken.length - 1 });
  });
});
