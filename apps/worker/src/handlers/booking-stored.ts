import type { Ledger } from '@ticketpost/ledger';
import type { Attempt, Envelope } from '@ticketpost/queue';
import { parseTicketedOrder } from '@ticketpost/schema';
import {
  endJob,
  killJob,
  postponeJob,
  unreadableMs,
  type AttemptOutcome,
} from '../attempt-outcome.ts';
import type { ConfirmTicketSet } from '../confirm/confirm-ticket-set.ts';
import { findKeptOrders } from '../confirm/kept-orders.ts';
import { receivedEntry } from './received-entry.ts';

/**
 * Makes the handler of the news that the agency told us of a booking: the confirmation of the order
 * whose mail did not go out goes its whole way again, with the order that the ledger kept: the claim
 * tells where another attempt is at work. Of several ticket sets only the newest is mailed, and none that
 * is older than a mail. A booking that changes after the mail went out finds nothing to do.
 */
export function createBookingStored(options: {
  ledger: Pick<Ledger, 'read' | 'claim' | 'giveUp'>;
  confirmTicketSet: ConfirmTicketSet;
}) {
  const { ledger, confirmTicketSet } = options;

  return async function handleBookingStored(
    envelope: Envelope,
    attempt: Attempt,
  ): Promise<AttemptOutcome> {
    const { deliveryId, orderNo = '', receivedAt } = envelope;
    const entry = receivedEntry(envelope);
    const { confirmations = [], missingKeys } = (await ledger.read(orderNo)) ?? {};
    const { current, outdated } = findKeptOrders(confirmations);
    for (const { ticketSetId } of outdated) {
      const claimed = await ledger.claim({ orderNo, ticketSetId, deliveryId, entry });
      // Left behind by a worker that died: nobody else would end it, and it must not be mailed later.
      if (claimed.kind === 'waiting') return postponeJob('waiting', claimed.waitMs);
      if (claimed.kind === 'duplicate') continue;
      await ledger.giveUp(
        claimed.claim,
        { state: 'superseded' },
        { event: 'not_confirmed', deliveryId, reason: 'superseded' },
      );
    }
    if (current === undefined) return endJob('not_owed');
    if (current.held === undefined) {
      return postponeJob('unknown_key', unreadableMs, { missingKeys });
    }
    const parsed = parseTicketedOrder(current.held);
    return parsed.kind === 'order'
      ? await confirmTicketSet(parsed.order, { attempt, receivedAt, entry })
      : killJob('invalid_payload: this version of the worker cannot read the kept order');
  };
}
