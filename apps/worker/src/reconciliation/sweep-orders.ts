import type { Reconciliation } from '@ticketpost/operations';
import type { Logger } from '@ticketpost/runtime';

export interface SweepOrdersOptions {
  reconciliation: Pick<Reconciliation, 'begin' | 'sweep' | 'feed'>;
  /** How far back one looks. */
  windowMs: number;
  pageSize: number;
  pagesPerMinute: number;
  countOrder: (standing: string) => void;
  logger: Logger;
  now?: () => number;
}

/**
 * Makes one look at the supplier's list: every ticketed order that a mail is owed for is fed to the
 * queue like a delivery. Nothing older than the start mark is looked at. Rejects when an owed order
 * could not be stored; the next look finds it again.
 */
export function createSweepOrders(options: SweepOrdersOptions) {
  const { reconciliation, windowMs, pageSize, pagesPerMinute, countOrder, logger } = options;
  const { now = Date.now } = options;

  return async function sweepOrders(
    signal: AbortSignal,
  ): Promise<{ looked: number; fed: number; failure?: string }> {
    const startMark = await reconciliation.begin();
    const to = new Date(now());
    const from = new Date(Math.max(startMark.getTime(), to.getTime() - windowMs));
    let looked = 0;
    let fed = 0;
    const steps = reconciliation.sweep({ from, to, pageSize, pagesPerMinute, signal });
    for await (const step of steps) {
      if (step.kind === 'failed') {
        logger.warn({ reason: step.failure.kind, looked, fed }, 'the sweep of orders broke off');
        return { looked, fed, failure: step.failure.kind };
      }
      const { orderNo, standing } = step;
      looked += 1;
      countOrder(standing);
      if (standing !== 'owed') continue;
      const stored = await reconciliation.feed(orderNo);
      if (stored.kind !== 'stored') {
        throw new Error('an owed order could not be queued', { cause: stored.cause });
      }
      fed += 1;
      logger.warn({ orderNo }, 'no webhook told of this ticketed order: it is taken up');
    }
    logger.info({ looked, fed }, 'the sweep of orders is done');
    return { looked, fed };
  };
}
