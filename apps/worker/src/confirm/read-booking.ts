import type { Ledger } from '@ticketpost/ledger';
import { parseBooking, type Booking } from '@ticketpost/schema';

/** What an attempt saw of an order's booking. */
export interface SeenBooking {
  booking: Booking | undefined;
  /** `null` while the agency has told us nothing about the order. */
  version: string | null;
}

type BookingReading =
  | ({ kind: 'read' } & SeenBooking)
  /** Sealed with a key that this worker does not have. */
  | { kind: 'unknown_key'; keyId?: string };

/** What the agency told us about an order. Throws when that is no booking: it was checked once. */
export async function readBooking(
  ledger: Pick<Ledger, 'readBooking'>,
  orderNo: string,
): Promise<BookingReading> {
  const stored = await ledger.readBooking(orderNo);
  switch (stored.kind) {
    case 'none':
      return { kind: 'read', booking: undefined, version: null };
    case 'unreadable':
      return {
        kind: 'unknown_key',
        ...(stored.missingKey === undefined ? {} : { keyId: stored.missingKey }),
      };
    case 'booking': {
      const parsed = parseBooking(stored.body);
      if (parsed.kind === 'booking') {
        return { kind: 'read', booking: parsed.booking, version: stored.version };
      }
      const pointers = parsed.problems.map(({ pointer }) => pointer).join(', ');
      throw new Error(`the stored booking cannot be read at ${pointers}`);
    }
  }
}
