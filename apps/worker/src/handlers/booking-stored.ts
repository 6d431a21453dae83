import type { Confirmation, Ledger } from '@ticketpost/ledger';
import type { Attempt, Envelope } from '@ticketpost/queue';
import { parseTicketedOrder } from '@ticketpost/schema';
import { endJob, killJob, type AttemptOutcome } from '../attempt-outcome.ts';
import type { ConfirmTicketSet } from '../confirm/confirm-ticket-set.ts';
import { receivedEntry } from './received-entry.ts';

/** States in which a kept order is looked at again; what another attempt holds, the claim tells. */
const waitingStates: ReadonlySet<Confirmation['state']> = new Set([
  'no_recipient',
  'deferred',
  'claimed',
  'submitting',
]);

/** How an ended attempt binds its job: whatever is left to do comes first. */
const urgency = { retry: 0, wait: 1, dead: 2, done: 3 } as const;

/**
 * Makes the handler of the news that the agency told us of a booking: each confirmation of the order
 * that waits for an address goes its whole way again, with the order that the ledger kept. A
 * booking that changes after the mail went out finds nothing that waits.
 */
export function createBookingStored(options: {
  ledger: Pick<Ledger, 'read'>;
  confirmTicketSet: ConfirmTicketSet;
}) {
  const { ledger, confirmTicketSet } = options;

  return async function handleBookingStored(
    envelope: Envelope,
    attempt: Attempt,
  ): Promise<AttemptOutcome> {
    const { orderNo = '', receivedAt } = envelope;
    const confirmations = (await ledger.read(orderNo))?.confirmations ?? [];
    const context = { attempt, receivedAt, entry: receivedEntry(envelope) };
    let end = endJob('not_owed');
    for (const { state, held } of confirmations) {
      if (held === undefined || !waitingStates.has(state)) continue;
      const parsed = parseTicketedOrder(held);
      const next =
        parsed.kind === 'order'
          ? await confirmTicketSet(parsed.order, context)
          : killJob('invalid_payload: this version of the worker cannot read the kept order');
      if (end.outcome === 'not_owed' || urgency[next.result.kind] < urgency[end.result.kind]) {
        end = next;
      }
    }
    return end;
  };
}
