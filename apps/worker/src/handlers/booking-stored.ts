import type { Confirmation, Ledger } from '@ticketpost/ledger';
import type { Attempt, Envelope } from '@ticketpost/queue';
import { parseTicketedOrder } from '@ticketpost/schema';
import { endJob, killJob, postponeJob, type AttemptOutcome } from '../attempt-outcome.ts';
import type { ConfirmTicketSet } from '../confirm/confirm-ticket-set.ts';
import { receivedEntry } from './received-entry.ts';

/** States of a confirmation that a mail went out for, or that a person decides on. */
const settledStates: ReadonlySet<Confirmation['state']> = new Set(['sent', 'uncertain']);

const keyMissingMs = 30_000;

/**
 * Makes the handler of the news that the agency told us of a booking: the confirmation of the order
 * whose mail did not go out goes its whole way again, with the order that the ledger kept: the claim
 * tells where another attempt is at work. Of several ticket sets only the newest is mailed. A booking
 * that changes after the mail went out finds nothing to do.
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
    const kept = ((await ledger.read(orderNo))?.confirmations ?? []).filter(
      ({ state, held, isHeldUnreadable }) =>
        (held !== undefined || isHeldUnreadable === true) && !settledStates.has(state),
    );
    const newest = kept.at(-1);
    if (newest === undefined) return endJob('not_owed');
    if (newest.held === undefined) return postponeJob('unknown_key', keyMissingMs);
    for (const { ticketSetId } of kept.slice(0, -1)) {
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
    const parsed = parseTicketedOrder(newest.held);
    return parsed.kind === 'order'
      ? await confirmTicketSet(parsed.order, { attempt, receivedAt, entry })
      : killJob('invalid_payload: this version of the worker cannot read the kept order');
  };
}
