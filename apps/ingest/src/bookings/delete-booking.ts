import { randomUUID } from 'node:crypto';
import type { BookingCondition, Ledger } from '@ticketpost/ledger';
import { sealErasure, type Intake, type Keyring } from '@ticketpost/queue';
import type { BookingAnswer } from './booking-answer.ts';

/**
 * Makes what erases an order for the agency: its booking and all else that is kept of it. First comes the
 * job, which does all of it by itself, so that nobody who dies in between leaves an order half forgotten;
 * then the mark, so that it holds at once. Also of an order that nobody knows: a delivery of it may still
 * be in the journal. Rejects when Redis does; the order may be erased all the same.
 */
export function createDeleteBooking(options: {
  ledger: Pick<Ledger, 'lookBeforeErasing' | 'markErased'>;
  intake: Pick<Intake, 'addEvent'>;
  keyring: Keyring;
  /** Milliseconds since the epoch. */
  now?: () => number;
}) {
  const { ledger, intake, keyring, now = Date.now } = options;
  return async function deleteBooking(
    orderNo: string,
    condition?: BookingCondition,
  ): Promise<BookingAnswer> {
    const outlook = await ledger.lookBeforeErasing(orderNo, { condition });
    if (outlook === 'precondition_failed') return { kind: 'problem', code: outlook };
    if (outlook === 'erased' || outlook === 'erasing') return { kind: 'absent' };
    const askId = `erasure-${randomUUID()}`;
    const askedAt = new Date(now()).toISOString();
    const payload = condition === undefined ? {} : { condition };
    const stored = await intake.addEvent(
      sealErasure(keyring, { askId, orderNo, askedAt }, payload),
    );
    if (stored.kind === 'not_stored') {
      return { kind: 'problem', code: 'not_stored', cause: stored.cause };
    }
    const entry = { event: 'erased', at: askedAt } as const;
    const marked = await ledger.markErased(orderNo, { askId, condition }, entry);
    return marked === 'precondition_failed'
      ? { kind: 'problem', code: marked }
      : { kind: 'erased' };
  };
}
