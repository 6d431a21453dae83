import type { Confirmation } from '@ticketpost/ledger';

/** States of a confirmation that a mail went out for, or that a person decides on. */
const settledStates: ReadonlySet<Confirmation['state']> = new Set(['sent', 'uncertain']);

export function isSettled({ state }: Confirmation): boolean {
  return settledStates.has(state);
}

/** What of an order the ledger keeps for a later mail. */
export interface KeptOrders {
  /** The one that is to be mailed; absent when a newer ticket set is settled, or none is kept. */
  current: Confirmation | undefined;
  /** Ticket sets that newer ones have taken the place of. */
  outdated: readonly Confirmation[];
}

/** Sorts out the kept orders of all confirmations of one order, which the ledger lists oldest first. */
export function findKeptOrders(confirmations: readonly Confirmation[]): KeptOrders {
  const kept = confirmations.filter(
    (one) => (one.held !== undefined || one.isHeldUnreadable === true) && !isSettled(one),
  );
  const newest = kept.at(-1);
  const isCurrent =
    newest !== undefined && confirmations.indexOf(newest) > confirmations.findLastIndex(isSettled);
  return isCurrent
    ? { current: newest, outdated: kept.slice(0, -1) }
    : { current: undefined, outdated: kept };
}
