import type { Evidence } from '../../evidence/evidence.ts';
import { judge } from '../../judge/judge.ts';
import type { Counts } from '../../judge/verdict.ts';
import type { FuzzBreach } from './fuzz-breach.ts';

const openStates = new Set(['waiting', 'active', 'delayed']);

/**
 * Holds what is left at the end against the promise, for the honest orders: each mailed once, to its
 * own traveller, nothing lost. Of others, decoys alone may be mailed.
 */
export function judgeEnd(
  evidence: Evidence,
  decoyOrders: ReadonlySet<string>,
): { breaches: FuzzBreach[]; counts: Counts } {
  const honest = new Set(evidence.deliveries.map(({ orderNo }) => orderNo));
  const isOfDecoys = (orderNos: readonly string[]): boolean =>
    orderNos.length > 0 && orderNos.every((orderNo) => decoyOrders.has(orderNo));
  const jobs = [...evidence.jobs].filter(([, { orderNo = '' }]) => honest.has(orderNo));
  const open = jobs.filter(([, { state }]) => openStates.has(state));
  const { breaches, counts } = judge({
    ...evidence,
    mails: evidence.mails.filter(({ orderNos }) => !isOfDecoys(orderNos)),
    ledger: new Map([...evidence.ledger].filter(([orderNo]) => honest.has(orderNo))),
    jobs: new Map(jobs),
    // What garbage left open is nobody's loss.
    unsettled: open.length === 0 ? undefined : `${open.length} jobs of honest orders are open`,
  });
  const requests = [...evidence.deliveries, ...evidence.bookings];
  const notServed = requests.flatMap(({ orderNo, answer }): FuzzBreach[] =>
    answer.kind === 'acknowledged'
      ? []
      : [
          {
            kind: 'not_served',
            what: `${orderNo}: ${answer.kind === 'refused' ? answer.status : answer.code}`,
          },
        ],
  );
  return {
    breaches: [
      ...notServed,
      ...breaches.map(({ kind, orderNo = '', what }) => ({ kind, what: `${orderNo} ${what}` })),
    ],
    counts,
  };
}
