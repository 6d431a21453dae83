import { describe, expect, test } from '@jest/globals';
import type { Reconciliation, SweepStep } from '@ticketpost/operations';
import { createLogger } from '@ticketpost/runtime';
import { createSweepOrders } from '../../src/reconciliation/sweep-orders.ts';

const hour = 60 * 60 * 1000;
const now = Date.parse('2026-11-24T12:00:00Z');
const order = (orderNo: string, standing: 'owed' | 'sent' | 'in_hand' | 'before_start') =>
  ({ kind: 'order', orderNo, standing }) as const;

async function sweep(
  steps: readonly SweepStep[],
  options: { startedAgoMs?: number; feed?: Reconciliation['feed'] } = {},
) {
  const fed: string[] = [];
  const counted: string[] = [];
  const periods: { from: Date; to: Date }[] = [];
  const sweepOrders = createSweepOrders({
    reconciliation: {
      begin: () => Promise.resolve(new Date(now - (options.startedAgoMs ?? 100 * hour))),
      async *sweep(period) {
        periods.push(period);
        for (const step of steps) yield await Promise.resolve(step);
      },
      feed:
        options.feed ??
        ((orderNo) => {
          fed.push(orderNo);
          return Promise.resolve({ kind: 'stored' });
        }),
    },
    windowMs: 48 * hour,
    pageSize: 10,
    pagesPerMinute: 10,
    countOrder: (standing) => {
      counted.push(standing);
    },
    logger: createLogger({ app: 'worker', level: 'silent' }),
    now: () => now,
  });
  const end = await sweepOrders(new AbortController().signal);
  return { end, fed, counted, period: periods[0] };
}

describe('a sweep', () => {
  test('feeds the orders that a mail is owed for, and no others', async () => {
    const steps = [
      order('A', 'sent'),
      order('B', 'owed'),
      order('C', 'in_hand'),
      order('D', 'before_start'),
      order('E', 'owed'),
    ];
    const { end, fed, counted } = await sweep(steps);
    expect(fed).toEqual(['B', 'E']);
    expect(end).toEqual({ looked: 5, fed: 2 });
    expect(counted).toEqual(['sent', 'owed', 'in_hand', 'before_start', 'owed']);
  });

  test.each<[string, number, number]>([
    ['looks back over its window', 100 * hour, 48 * hour],
    ['never looks back beyond the start mark', hour, hour],
  ])('%s', async (_row, startedAgoMs, expectedMs) => {
    const { period } = await sweep([], { startedAgoMs });
    expect(period).toMatchObject({ from: new Date(now - expectedMs), to: new Date(now) });
  });

  test('that breaks off says why, and keeps what it fed', async () => {
    const failure = { kind: 'throttled', retryAfterMs: 1000 } as const;
    const { end, fed } = await sweep([order('A', 'owed'), { kind: 'failed', failure }]);
    expect(fed).toEqual(['A']);
    expect(end).toEqual({ looked: 1, fed: 1, failure: 'throttled' });
  });

  test('fails when an owed order cannot be stored', async () => {
    const feed = () => Promise.resolve({ kind: 'not_stored', cause: new Error('OOM') } as const);
    await expect(sweep([order('A', 'owed')], { feed })).rejects.toThrow('could not be queued');
  });
});
