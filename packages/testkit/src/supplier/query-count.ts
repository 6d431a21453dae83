import { createArrivals } from '../arrivals.ts';
import { TestkitError } from '../testkit-error.ts';

/** How often orders were asked for. */
export interface QueryCount {
  readonly total: number;
  readonly perOrder: ReadonlyMap<string, number>;
  add(orderNo: string): void;
  /** Resolves once there were `count` queries since the start, of one order or of all. */
  reach(count: number, options: { orderNo?: string; timeoutMs: number }): Promise<void>;
  end(): void;
}

export function createQueryCount(): QueryCount {
  const perOrder = new Map<string, number>();
  let total = 0;
  const arrivals = createArrivals<string>({
    takeOnce: false,
    maxItems: 1,
    describe: () => ({ message: `Orders were asked for ${total} times, and not more`, lines: [] }),
  });
  return {
    get total() {
      return total;
    },
    perOrder,
    add(orderNo) {
      total += 1;
      perOrder.set(orderNo, (perOrder.get(orderNo) ?? 0) + 1);
      arrivals.add(orderNo);
    },
    async reach(count, { orderNo, timeoutMs }) {
      const isReached = (): boolean =>
        count <= (orderNo === undefined ? total : (perOrder.get(orderNo) ?? 0));
      if (!isReached()) await arrivals.next(isReached, timeoutMs);
    },
    end() {
      arrivals.end(() => new TestkitError('The supplier was closed', { code: 'closed' }));
    },
  };
}
