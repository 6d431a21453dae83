import type { Evidence } from '../evidence/evidence.ts';
import type { OwedConfirmation } from '../load/owed-confirmation.ts';
import type { CaseFile } from './case-file.ts';

/**
 * Tells whether no mail is owed for a ticket set since another one of its order was mailed: a newer
 * one, where the supplier is asked, since its word counts; else the one that came last while both
 * waited for a booking, which nobody but the ledger can tell.
 */
export function createReplacements(
  { owed }: CaseFile,
  { supplier, ledger }: Evidence,
): (one: OwedConfirmation) => boolean {
  const newestMailed = new Map<string, number>();
  for (const { orderNo, set, mails } of owed) {
    if (mails.length === 0) continue;
    newestMailed.set(orderNo, Math.max(set, newestMailed.get(orderNo) ?? 0));
  }
  return ({ orderNo, set }) => {
    const mailedSet = newestMailed.get(orderNo);
    if (mailedSet === undefined) return false;
    if (supplier !== undefined) return mailedSet > set;
    const { confirmations = [], timeline = [] } = ledger.get(orderNo) ?? {};
    return (
      confirmations.some(({ state }) => state === 'superseded') &&
      timeline.some(({ event }) => event === 'no_recipient')
    );
  };
}
