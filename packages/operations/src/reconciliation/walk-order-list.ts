import type { ListedOrder } from '@ticketpost/schema';
import type { OrderListOutcome, SupplierClient, SupplierFailure } from '@ticketpost/supplier';

/** Which part of the list is walked, and how fast. */
export interface SweepPeriod {
  /** By when orders were created. */
  from: Date;
  to: Date;
  pageSize: number;
  /** Pages asked for in a minute, at most; one that is asked for again counts again. */
  pagesPerMinute: number;
  /** Ends the walk early, without another step. */
  signal?: AbortSignal | undefined;
}

export type WalkStep =
  | { kind: 'orders'; orders: readonly ListedOrder[] }
  /** The last step of a walk that saw only a part of the list. */
  | { kind: 'failed'; failure: SupplierFailure };

export interface WalkOptions {
  supplier: Pick<SupplierClient, 'listTicketedOrders'>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** May reject when the signal is aborted. */
  pause: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** How often one page is asked for before the walk is given up. */
const maxAskings = 3;
/** A supplier that asks for more patience than this is asked again by the next walk. */
const longestWaitMs = 60_000;

/**
 * Walks the list page by page and gives each order once. The list is no snapshot: an order that is
 * ticketed meanwhile may move others to a page that was passed or is still to come, so one may come
 * twice, which is left out here, and one may be missed, which the next walk finds.
 */
export async function* walkOrderList(
  { supplier, now, pause }: WalkOptions,
  { from, to, pageSize, pagesPerMinute, signal }: SweepPeriod,
): AsyncGenerator<WalkStep, void, undefined> {
  const intervalMs = 60_000 / pagesPerMinute;
  const seen = new Set<string>();
  let askedAt: number | undefined;

  const ask = async (page: number, waitMs = 0): Promise<OrderListOutcome> => {
    const untilTurnMs = askedAt === undefined ? 0 : askedAt + intervalMs - now();
    // A clock that was set back must not hold the walk up.
    const pauseMs = Math.max(waitMs, Math.min(untilTurnMs, intervalMs));
    if (pauseMs > 0) await pause(Math.ceil(pauseMs), signal);
    askedAt = now();
    return supplier.listTicketedOrders({ createdFrom: from, createdTo: to, page, pageSize });
  };
  const askPatiently = async (page: number): Promise<OrderListOutcome> => {
    let outcome = await ask(page);
    for (let askings = 1; askings < maxAskings; askings++) {
      if (outcome.kind !== 'throttled' && outcome.kind !== 'unavailable') break;
      if (outcome.retryAfterMs > longestWaitMs) break;
      outcome = await ask(page, outcome.retryAfterMs);
    }
    return outcome;
  };

  try {
    for (let page = 1; signal?.aborted !== true; page++) {
      const outcome = await askPatiently(page);
      if (outcome.kind !== 'page') {
        yield { kind: 'failed', failure: outcome };
        return;
      }
      const orders = takeNew(outcome.orders, seen);
      if (orders.length > 0) yield { kind: 'orders', orders };
      if (!outcome.hasMore || outcome.orders.length === 0) return;
      if (orders.length === 0) {
        yield { kind: 'failed', failure: repeatsItself };
        return;
      }
    }
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}

/** Without this, a list that gives the same page for ever would be walked for ever. */
const repeatsItself: SupplierFailure = {
  kind: 'unreadable',
  problems: [{ pointer: '', message: 'the page has only orders of pages before it' }],
};

function takeNew(orders: readonly ListedOrder[], seen: Set<string>): ListedOrder[] {
  return orders.filter(({ orderNo }) => {
    if (seen.has(orderNo)) return false;
    seen.add(orderNo);
    return true;
  });
}
