import type { Ledger } from '@ticketpost/ledger';
import type { Attempt, Envelope } from '@ticketpost/queue';
import { findShortfalls, parseTicketedOrder } from '@ticketpost/schema';
import { endJob, killJob, type AttemptOutcome } from '../attempt-outcome.ts';
import type { ConfirmTicketSet } from '../confirm/confirm-ticket-set.ts';
import { receivedEntry } from './received-entry.ts';

/**
 * Makes the handler of `order.ticketed`. Where the supplier is asked, an event is a hint: even one
 * with nothing but an order number is worth the question. Where it is not, what an event lacks
 * keeps it from being mailed.
 */
export function createTicketedEvent(options: {
  ledger: Pick<Ledger, 'record'>;
  confirmTicketSet: ConfirmTicketSet;
  isConfirmedBySupplier: boolean;
}) {
  const { ledger, confirmTicketSet, isConfirmedBySupplier } = options;

  return async function handleTicketedEvent(
    envelope: Envelope,
    payload: unknown,
    attempt: Attempt,
  ): Promise<AttemptOutcome> {
    const parsed = parseTicketedOrder(payload);
    if (parsed.kind === 'invalid') {
      const pointers = parsed.problems.map(({ pointer }) => pointer).join(', ');
      return killJob(`invalid_payload: this version of the worker cannot read it at ${pointers}`);
    }
    const { order } = parsed;
    const entry = receivedEntry(envelope);
    const missing = findShortfalls(order);
    if (missing.length > 0 && !isConfirmedBySupplier) {
      const { deliveryId } = envelope;
      await ledger.record(order.orderNo, entry);
      await ledger.record(order.orderNo, { event: 'incomplete', deliveryId, missing });
      return endJob('incomplete', { missing });
    }
    return await confirmTicketSet(order, { attempt, receivedAt: envelope.receivedAt, entry });
  };
}
