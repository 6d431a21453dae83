import { longestRememberedMs, type AgedOrder, type OrderRetention } from '@ticketpost/ledger';
import { findLastFlight } from './find-last-flight.ts';
import { listTerms } from './list-terms.ts';
import type { RetentionKind } from './report/kinds.ts';
import { dayMs, type RetentionPeriods } from './report/periods.ts';

/** That something of an order expired can be read for so long at least. */
const expiredShownMs = 30 * dayMs;

/** Less than that is nothing to set anew: clocks differ. */
const toleranceMs = 60 * 60 * 1000;

export interface SettleOrderOptions {
  orders: Pick<OrderRetention, 'strip' | 'remember'>;
  periods: RetentionPeriods;
  nowMs: number;
  isDryRun: boolean;
  count: (kind: RetentionKind, count: number) => void;
}

/**
 * Makes what does to one order what is due: takes out what is personal, and has the rest remembered as
 * long as it is to be. Of an order that owes a mail nothing is touched; what happens to one meanwhile
 * leaves it to the next run.
 */
export function createSettleOrder(options: SettleOrderOptions) {
  const { orders, periods, nowMs, isDryRun, count } = options;

  return async function settleOrder(order: AgedOrder): Promise<void> {
    if (order.isOwed) return;
    const usedAt = Math.max(order.changedAt, findLastFlight(order) ?? 0);
    if (order.isPersonal && usedAt + periods.personal * dayMs <= nowMs) {
      if (isDryRun) count('personal_parts', 1);
      else if ((await orders.strip(order, listTerms(order))) === 'stripped') {
        count('personal_parts', 1);
      } else return;
    }
    await limit(order, usedAt);
  };

  async function limit(order: AgedOrder, usedAt: number): Promise<void> {
    const keptMs = periods.orders * dayMs;
    const { expiresAt, expiredAt = -Infinity, strippedAt, isPersonal } = order;
    // Its flights are not known any more: it was given its time when they were.
    const isSettled = strippedAt !== undefined && !isPersonal && expiresAt <= nowMs + keptMs;
    const until = Math.min(
      Math.max(usedAt + keptMs, expiredAt + expiredShownMs, isSettled ? expiresAt : 0),
      nowMs + longestRememberedMs,
    );
    if (Math.abs(until - expiresAt) < toleranceMs) return;
    if (until > nowMs) {
      if (!isDryRun) await orders.remember(order, until);
      return;
    }
    if (isDryRun || (await orders.remember(order, until))) count('order', 1);
  }
}
