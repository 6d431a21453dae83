import type { Ledger, TimelineEntry } from '@ticketpost/ledger';
import type { DeadLetters } from '@ticketpost/queue';
import { describeDecision, type Decision } from './decision.ts';
import { findDeadDeliveries } from './orders/read-order.ts';

export type DiscardOutcome = { orderNo?: string } & (
  | { kind: 'discarded' }
  /** It would be discarded, were it no dry run. */
  | { kind: 'possible' }
  | { kind: 'not_found' }
  /** Its job waits, runs or has ended well. */
  | { kind: 'not_a_dead_letter' }
);

export interface DiscardOptions {
  deadLetters: Pick<DeadLetters, 'get' | 'discard'>;
  ledger: Pick<Ledger, 'read' | 'record' | 'settle'>;
  now: () => number;
}

/**
 * Makes what removes a dead letter for good, and with the last one of an order what was given up of it.
 * Needs no key: what cannot be opened can be given up.
 */
export function createDiscardDeadLetter({ deadLetters, ledger, now }: DiscardOptions) {
  return async function discardDeadLetter(decision: Decision): Promise<DiscardOutcome> {
    const { deliveryId, isDryRun = false } = decision;
    const deadLetter = await deadLetters.get(deliveryId);
    if (typeof deadLetter === 'string') return { kind: deadLetter };
    const { orderNo, reasonCode } = deadLetter;
    const about = orderNo === undefined ? {} : { orderNo };
    if (isDryRun) return { kind: 'possible', ...about };

    const entry = describeDecision('discarded', decision, { reason: reasonCode, now });
    const moved = await deadLetters.discard(deliveryId);
    if (moved !== 'done') return { kind: moved, ...about };
    if (orderNo !== undefined) await settleOrRecord(orderNo, entry);
    return { kind: 'discarded', ...about };
  };

  /** With the last dead letter of an order goes what was given up of it: nobody is owed a mail any more. */
  async function settleOrRecord(orderNo: string, entry: TimelineEntry): Promise<void> {
    const { confirmations = [], timeline = [] } = (await ledger.read(orderNo)) ?? {};
    const isLast = (
      await Promise.all(findDeadDeliveries(timeline).map((id) => deadLetters.get(id)))
    ).every((one) => typeof one === 'string');
    let isRecorded = false;
    for (const { ticketSetId, state } of isLast ? confirmations : []) {
      if (state !== 'dead' && state !== 'uncertain') continue;
      isRecorded = (await ledger.settle(orderNo, ticketSetId, entry)) === 'settled' || isRecorded;
    }
    if (!isRecorded) await ledger.record(orderNo, entry);
  }
}
