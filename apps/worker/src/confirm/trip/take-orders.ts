import { readMailedContent } from '@ticketpost/email';
import type { Ledger } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import { endJob, postponeJob, type AttemptOutcome } from '../../attempt-outcome.ts';
import type { ConfirmContext } from '../confirm-ticket-set.ts';
import type { GiveUp } from '../give-up.ts';
import { startStopwatch } from '../stopwatch.ts';
import type { ReadyOrder, TakenOrder } from './ready-order.ts';

/** How soon one looks again while another attempt mails the trip. */
export const lookAgainMs = 2000;

interface TakeOrdersOptions {
  ledger: Pick<Ledger, 'claim' | 'giveUp'>;
  giveUp: GiveUp;
  holdsUncertain: boolean;
}

/**
 * Claims the ready orders for one mail, always in the order of their numbers: so of two attempts that
 * do so at once one gets them all, and the mail has the same Message-ID whoever sends it. An order that another attempt holds means that this one is
 * to wait: everything is given back. `own` is the order number of the attempt's delivery.
 */
export async function takeOrders(
  { ledger, giveUp, holdsUncertain }: TakeOrdersOptions,
  ready: readonly ReadyOrder[],
  own: string,
  { attempt, entry }: ConfirmContext,
): Promise<{ kind: 'taken'; orders: TakenOrder[] } | { kind: 'ended'; outcome: AttemptOutcome }> {
  const { jobId: deliveryId } = attempt;
  const orders: TakenOrder[] = [];
  const giveBackAndEnd = async (outcome: AttemptOutcome) => {
    await regroup(ledger, orders, { own, attempt });
    return { kind: 'ended', outcome } as const;
  };
  const inOrder = ready.toSorted((one, other) => (one.orderNo < other.orderNo ? -1 : 1));
  for (const one of inOrder) {
    const isOwn = one.orderNo === own;
    const sinceClaimed = startStopwatch();
    const claimed = await ledger.claim({
      orderNo: one.orderNo,
      ticketSetId: one.ticketSetId,
      deliveryId,
      entry: isOwn ? entry : { event: 'grouped', deliveryId, refersTo: own },
    });
    if (claimed.kind === 'waiting') {
      return await giveBackAndEnd(postponeJob('grouped', claimed.waitMs));
    }
    if (claimed.kind === 'duplicate') {
      if (claimed.because === 'held') {
        return await giveBackAndEnd(postponeJob('grouped', lookAgainMs));
      }
      // Mailed or undecided since one looked: the others go without it, or its own job is done.
      if (!isOwn) continue;
      return await giveBackAndEnd(endJob('duplicate', { because: claimed.because }));
    }
    const { claim, isUncertain, uncertainMessageId, previous, mailsBefore } = claimed;
    if (isUncertain && holdsUncertain) {
      const outcome = await giveUp.asUndecided([claim], attempt);
      if (isOwn) return await giveBackAndEnd(outcome);
      continue;
    }
    orders.push({
      ...one,
      taken: { claim, sinceClaimed },
      uncertainMessageId,
      previous: readMailedContent(previous)?.order,
      mailsBefore,
    });
  }
  return { kind: 'taken', orders };
}

/** Gives claimed orders back, each ready for the others as before. */
export async function regroup(
  ledger: Pick<Ledger, 'giveUp'>,
  orders: readonly TakenOrder[],
  { own, attempt: { jobId: deliveryId } }: { own: string; attempt: Attempt },
): Promise<void> {
  for (const { taken, order } of orders) {
    await ledger.giveUp(
      taken.claim,
      { state: 'grouped', held: order },
      { event: 'grouped', deliveryId, refersTo: own },
    );
  }
}
