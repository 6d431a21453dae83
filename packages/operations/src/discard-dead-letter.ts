import type { Ledger } from '@ticketpost/ledger';
import type { DeadLetters } from '@ticketpost/queue';
import { describeDecision, type Decision } from './decision.ts';

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
  ledger: Pick<Ledger, 'record'>;
  now: () => number;
}

/** Makes what removes a dead letter for good. Needs no key: what cannot be opened can be given up. */
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
    if (orderNo !== undefined) await ledger.record(orderNo, entry);
    return { kind: 'discarded', ...about };
  };
}
