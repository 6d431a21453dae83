import { describe, expect, test } from '@jest/globals';
import type { OrderListOutcome, SupplierFailure } from '@ticketpost/supplier';
import { walkOrderList, type WalkStep } from '../../src/reconciliation/walk-order-list.ts';

const from = new Date('2026-01-01T00:00:00.000Z');
const to = new Date('2026-01-02T00:00:00.000Z');

const page = (orderNos: string[], hasMore: boolean): OrderListOutcome => ({
  kind: 'page',
  orders: orderNos.map((orderNo) => ({ orderNo })),
  hasMore,
});
const throttled: SupplierFailure = { kind: 'throttled', retryAfterMs: 30_000 };
const refused: SupplierFailure = { kind: 'refused', code: 'authentication' };

/** Walks a list of which each call takes 400 ms. The clock stands still otherwise, but for pauses. */
async function walk(
  answers: readonly OrderListOutcome[],
  { pagesPerMinute = 60, abortIn = Infinity, setBackMs = 0 } = {},
) {
  const aborting = new AbortController();
  const asked: { page: number; atMs: number }[] = [];
  let nowMs = 0;
  const walking = walkOrderList(
    {
      now: () => nowMs,
      pause: (ms, signal) => {
        if (asked.length === abortIn) aborting.abort();
        signal?.throwIfAborted();
        nowMs += ms;
        return Promise.resolve();
      },
      supplier: {
        listTicketedOrders: (request) => {
          expect(request).toEqual({
            createdFrom: from,
            createdTo: to,
            page: request.page,
            pageSize: 2,
          });
          asked.push({ page: request.page, atMs: nowMs });
          nowMs += 400 - setBackMs;
          const answer = answers[asked.length - 1];
          if (answer === undefined) throw new Error('asked too often');
          return Promise.resolve(answer);
        },
      },
    },
    { from, to, pageSize: 2, pagesPerMinute, signal: aborting.signal },
  );
  const steps: WalkStep[] = [];
  for await (const step of walking) steps.push(step);
  return {
    steps,
    asked,
    orders: steps.flatMap((step) =>
      step.kind === 'orders' ? step.orders.map(({ orderNo }) => orderNo) : [step.failure.kind],
    ),
  };
}

describe('a walk', () => {
  test('asks for page after page until there are no more, no faster than it may', async () => {
    const answers = [page(['A', 'B'], true), page(['C', 'D'], true), page(['E'], false)];
    const { orders, asked } = await walk(answers, { pagesPerMinute: 60 });
    expect(orders).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(asked).toEqual([
      { page: 1, atMs: 0 },
      { page: 2, atMs: 1000 },
      { page: 3, atMs: 2000 },
    ]);
  });

  test('does not wait when the supplier is slower than it may ask', async () => {
    const { asked } = await walk([page(['A'], true), page(['B'], false)], { pagesPerMinute: 600 });
    expect(asked.map(({ atMs }) => atMs)).toEqual([0, 400]);
  });

  test('is not held up by a clock that is set back', async () => {
    const { asked } = await walk([page(['A'], true), page(['B'], false)], {
      pagesPerMinute: 60,
      setBackMs: 3_600_000,
    });
    expect(asked.map(({ atMs }) => atMs)).toEqual([0, 400 - 3_600_000 + 1000]);
  });

  test('ends at an empty page, whatever that says of more', async () => {
    expect((await walk([page(['A'], true), page([], true)])).orders).toEqual(['A']);
  });

  test('gives an order once that moved to another page meanwhile', async () => {
    const answers = [page(['A', 'B'], true), page(['B', 'C'], false)];
    expect((await walk(answers)).orders).toEqual(['A', 'B', 'C']);
  });

  test('ends with a failure when the list repeats itself', async () => {
    const { orders } = await walk([page(['A', 'B'], true), page(['A', 'B'], true)]);
    expect(orders).toEqual(['A', 'B', 'unreadable']);
  });
});

describe('a failure', () => {
  test('in the middle is the last step, after what was found before it', async () => {
    const { steps } = await walk([page(['A', 'B'], true), refused]);
    expect(steps).toEqual([
      { kind: 'orders', orders: [{ orderNo: 'A' }, { orderNo: 'B' }] },
      { kind: 'failed', failure: refused },
    ]);
  });

  test('that passes is waited for, and the same page asked for again', async () => {
    const answers = [page(['A', 'B'], true), throttled, page(['C'], false)];
    const { orders, asked } = await walk(answers);
    expect(orders).toEqual(['A', 'B', 'C']);
    expect(asked.map(({ page: number }) => number)).toEqual([1, 2, 2]);
    expect(asked[2]?.atMs).toBe(1000 + 400 + throttled.retryAfterMs);
  });

  test('that does not pass ends the walk at the third', async () => {
    const { orders, asked } = await walk([throttled, throttled, throttled]);
    expect({ orders, askings: asked.length }).toEqual({ orders: ['throttled'], askings: 3 });
  });

  test.each<SupplierFailure>([
    { kind: 'throttled', retryAfterMs: 60_001 },
    { kind: 'unavailable', code: 'down', retryAfterMs: 600_000 },
    refused,
    { kind: 'unreadable', problems: [] },
  ])('%j is not waited for', async (failure) => {
    const { orders, asked } = await walk([failure]);
    expect({ orders, askings: asked.length }).toEqual({ orders: [failure.kind], askings: 1 });
  });
});

describe('an aborted walk', () => {
  const answers = [page(['A'], true), page(['B'], true), page(['C'], false)];

  test('ends in its pause, without another step', async () => {
    expect((await walk(answers, { abortIn: 2 })).orders).toEqual(['A', 'B']);
  });

  test('does not even begin', async () => {
    const steps = walkOrderList(
      {
        now: () => 0,
        pause: () => Promise.resolve(),
        supplier: { listTicketedOrders: () => Promise.reject(new Error('asked')) },
      },
      { from, to, pageSize: 2, pagesPerMinute: 60, signal: AbortSignal.abort() },
    );
    expect(await steps.next()).toEqual({ done: true, value: undefined });
  });
});

test('what rejects, rejects', async () => {
  const steps = walkOrderList(
    {
      now: () => 0,
      pause: () => Promise.resolve(),
      supplier: { listTicketedOrders: () => Promise.reject(new Error('a bug')) },
    },
    { from, to, pageSize: 2, pagesPerMinute: 60 },
  );
  await expect(steps.next()).rejects.toThrow('a bug');
});
