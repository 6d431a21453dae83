import type { Random } from '../random/create-random.ts';
import type { PlannedDelivery } from './plan-load.ts';

/** What the supplier has to say of an order. */
export type SupplierTruth =
  /** Ticketed, after it said so often that the order is only paid. */
  | { kind: 'ticketed'; notYet: number }
  | { kind: 'cancelled' }
  /** The event was forged. */
  | { kind: 'unknown' };

export interface TruthOptions {
  /** Share of orders that are paid and not ticketed when they are first asked for. */
  notYetShare: number;
  /** Share of orders that are never ticketed: cancelled, or not the supplier's at all; default 0. */
  falseShare?: number;
}

/** Fewer than the questions that `ATLAS_RECHECK_DELAYS_MS` allows. */
const mostNotYet = 4;

/** By order number. */
export function planTruths(
  random: Random,
  deliveries: readonly PlannedDelivery[],
  { notYetShare, falseShare = 0 }: TruthOptions,
): Map<string, SupplierTruth> {
  const truths = new Map<string, SupplierTruth>();
  for (const { orderNo } of deliveries) {
    if (truths.has(orderNo)) continue;
    const notYet = random.chance(notYetShare) ? random.integer(1, mostNotYet) : 0;
    const isFalse = random.chance(falseShare);
    truths.set(
      orderNo,
      isFalse ? { kind: random.pick(['cancelled', 'unknown']) } : { kind: 'ticketed', notYet },
    );
  }
  return truths;
}
