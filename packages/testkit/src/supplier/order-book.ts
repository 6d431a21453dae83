import { buildSupplierOrder } from './build-supplier-order.ts';
import type { SupplierOrderBody } from './supplier-order-body.ts';
import type { SupplierMisbehaviour, SupplierStep } from './supplier-step.ts';

/** A step with its order made, once: what is said is the same each time. */
export type PreparedStep = { order: SupplierOrderBody; afterMs?: number } | SupplierMisbehaviour;

/** An order as the list shows it. */
export interface BookedOrder {
  createdAt: Date;
  order: SupplierOrderBody;
}

/** The orders of the stand-in, each with what is said of it from one query to the next. */
export interface OrderBook {
  script(
    orderNo: string,
    steps: readonly [SupplierStep, ...SupplierStep[]],
    options?: { createdAt?: Date },
  ): void;
  /** What the next query is answered; the last step stays. Undefined for an order not in the book. */
  take(orderNo: string): PreparedStep | undefined;
  /** Newest first. An order is shown as its step of now, or the one before, says. */
  list(): BookedOrder[];
}

interface Entry {
  createdAt: Date;
  steps: readonly PreparedStep[];
  taken: number;
}

export function createOrderBook(): OrderBook {
  const entries = new Map<string, Entry>();
  const stepAt = ({ steps, taken }: Entry): number => Math.min(taken, steps.length - 1);
  return {
    script: (
      orderNo,
      steps,
      { createdAt = entries.get(orderNo)?.createdAt ?? new Date() } = {},
    ) => {
      const prepared = steps.map((step) => prepareStep(orderNo, step));
      entries.set(orderNo, { createdAt, steps: prepared, taken: 0 });
    },
    take(orderNo) {
      const entry = entries.get(orderNo);
      if (entry === undefined) return undefined;
      const step = entry.steps[stepAt(entry)];
      entry.taken += 1;
      return step;
    },
    list: () =>
      [...entries.values()]
        .flatMap((entry) => {
          const passed = entry.steps.slice(0, stepAt(entry) + 1);
          const shown = passed.findLast((step) => 'order' in step);
          return shown === undefined ? [] : [{ createdAt: entry.createdAt, order: shown.order }];
        })
        .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime()),
  };
}

function prepareStep(orderNo: string, step: SupplierStep): PreparedStep {
  if (!('state' in step)) return step;
  const { afterMs = 0, ...options } = step;
  return { afterMs, order: buildSupplierOrder({ ...options, orderNo }) };
}
