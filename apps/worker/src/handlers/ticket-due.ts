import type { Confirmation, Ledger } from '@ticketpost/ledger';
import type { Attempt, Envelope } from '@ticketpost/queue';
import {
  endJob,
  killJob,
  postponeJob,
  unreadableMs,
  type AttemptOutcome,
} from '../attempt-outcome.ts';
import type { ConfirmTicketSet } from '../confirm/confirm-ticket-set.ts';
import { readBooking } from '../confirm/read-booking.ts';
import { receivedEntry } from './received-entry.ts';

/** States of a confirmation by which no mail came about, and none will without news. */
const fruitlessStates: ReadonlySet<Confirmation['state']> = new Set(['superseded', 'cancelled']);

/**
 * Makes the handler of the moment by which the agency expected the ticket. With nothing known of the
 * order by then, the supplier is asked as if an event had come; without credentials the missing
 * event is reported as a dead letter. A booking that was erased, or that names another moment by
 * now, is not meant any more.
 */
export function createTicketDue(options: {
  ledger: Pick<Ledger, 'read' | 'readBooking'>;
  confirmTicketSet: ConfirmTicketSet;
  isConfirmedBySupplier: boolean;
}) {
  const { ledger, confirmTicketSet, isConfirmedBySupplier } = options;

  return async function handleTicketDue(
    envelope: Envelope,
    payload: unknown,
    attempt: Attempt,
  ): Promise<AttemptOutcome> {
    const { orderNo = '', receivedAt } = envelope;
    const { expectTicketBy } = (payload ?? {}) as { expectTicketBy?: unknown };
    const confirmations = (await ledger.read(orderNo))?.confirmations ?? [];
    if (confirmations.some(({ state }) => state === 'sent')) {
      return endJob('not_owed', { because: 'sent' });
    }
    const isInHand = confirmations.some(({ state }) => !fruitlessStates.has(state));
    if (isInHand && !isConfirmedBySupplier) return endJob('not_owed', { because: 'in_hand' });
    // What is in hand may have been taken up by an earlier attempt of this very job, which goes on.
    if (!isInHand) {
      const reading = await readBooking(ledger, orderNo);
      if (reading.kind === 'unknown_key') {
        return postponeJob('unknown_key', unreadableMs, { keyId: reading.keyId });
      }
      if (reading.booking?.expectTicketBy !== expectTicketBy) {
        return endJob('not_owed', { because: 'booking_changed' });
      }
    }
    if (isConfirmedBySupplier) {
      return await confirmTicketSet(
        { orderNo, passengers: [] },
        { attempt, receivedAt, entry: receivedEntry(envelope) },
      );
    }
    return killJob('event_missing: no order.ticketed came by the time that the booking names');
  };
}
