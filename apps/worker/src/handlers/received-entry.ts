import type { TimelineEntry } from '@ticketpost/ledger';
import type { Envelope } from '@ticketpost/queue';

/** What an order's timeline says of a delivery's coming. */
export function receivedEntry(envelope: Envelope): TimelineEntry {
  const { deliveryId, receivedAt, type, origin, receipt } = envelope;
  return {
    event: 'received',
    deliveryId,
    type,
    at: receivedAt,
    ...(origin === undefined ? {} : { origin }),
    ...(receipt === undefined ? {} : { receipt }),
  };
}
