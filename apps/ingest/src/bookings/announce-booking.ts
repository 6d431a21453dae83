import { createHash, randomUUID } from 'node:crypto';
import { sealEnvelope, type Intake, type Keyring, type StoreOutcome } from '@ticketpost/queue';

/** What workers may have to do about a booking that was stored. */
export interface Announcement {
  orderNo: string;
  /** A confirmation waits, or may wait, for the traveller's address. */
  isAwaited: boolean;
  /** RFC 3339. */
  expectTicketBy?: string | undefined;
}

/**
 * Puts on the queue what follows from a booking: `booking.stored` now, so that what waits is
 * mailed, and `ticket.due` at the time by which the ticket is expected. Both may be added again:
 * the first finds nothing left to do, the second has the same id and so is there already. `stored`
 * means that both are on disk. Never rejects.
 */
export function createAnnounceBooking(options: {
  intake: Pick<Intake, 'addEvent'>;
  keyring: Keyring;
  /** Milliseconds since the epoch. */
  now?: () => number;
}): (announcement: Announcement) => Promise<StoreOutcome> {
  const { intake, keyring, now = Date.now } = options;
  return async ({ orderNo, isAwaited, expectTicketBy }) => {
    const receivedAt = new Date(now()).toISOString();
    const adds: Promise<StoreOutcome>[] = [];
    if (isAwaited) {
      const fields = { deliveryId: randomUUID(), receivedAt, type: 'booking.stored', orderNo };
      adds.push(intake.addEvent(sealEnvelope(keyring, { ...fields, origin: 'booking' }, {})));
    }
    if (expectTicketBy !== undefined) {
      const deliveryId = dueIdOf(orderNo, expectTicketBy);
      const fields = { deliveryId, receivedAt, type: 'ticket.due', orderNo };
      const envelope = sealEnvelope(keyring, { ...fields, origin: 'expected' }, { expectTicketBy });
      const delayMs = Math.max(0, Date.parse(expectTicketBy) - now());
      adds.push(intake.addEvent(envelope, { delayMs, mayBeThere: true }));
    }
    const outcomes = await Promise.all(adds);
    return outcomes.find(({ kind }) => kind === 'not_stored') ?? { kind: 'stored' };
  };
}

/** One for each order and time: the same booking sent again is due once. */
function dueIdOf(orderNo: string, expectTicketBy: string): string {
  const digest = createHash('sha256').update(`${orderNo}\n${expectTicketBy}`).digest('hex');
  return `expected-${digest.slice(0, 40)}`;
}
