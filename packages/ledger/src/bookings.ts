import { randomBytes } from 'node:crypto';
import type { EntryWriter } from './entry-writer.ts';
import type { LedgerCommands } from './ledger-commands.ts';
import { orderKey } from './order-key.ts';
import type { Sealer } from './sealer.ts';
import { decodeBooking, encodeBooking } from './stored-booking.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** On what a change of a booking depends (RFC 9110, 13.1); versions without the quotes of an ETag. */
export interface BookingCondition {
  /** One of these versions stands there; `*`: any does. */
  ifMatch?: readonly string[] | '*';
  /** None stands there. */
  ifNoneMatch?: '*';
}

export type PutBookingOutcome =
  | {
      kind: 'stored';
      /** There was none before. */
      isNew: boolean;
      /** Of this booking; a new one at each write. */
      version: string;
      /**
       * How many confirmations can go on now: those that wait for a recipient, and those that did
       * and whose attempt died since.
       */
      waiting: number;
    }
  /** Nothing was changed. */
  | { kind: 'precondition_failed' }
  /** The order was erased: nothing is stored of it any more. */
  | { kind: 'erased' };

export type BookingReading =
  | { kind: 'none' }
  | {
      kind: 'booking';
      version: string;
      /** RFC 3339 in UTC. */
      storedAt: string;
      body: object;
    }
  /** Sealed with a key that is not at hand, or damaged. */
  | {
      kind: 'unreadable';
      version: string;
      /** Id of the key that it takes, when that is not at hand. */
      missingKey?: string;
    };

/** What the agency told us about an order, in the order's own record. */
export interface Bookings {
  /** Stores or replaces a booking, sealed. The entry is written with it. */
  putBooking(
    orderNo: string,
    booking: { body: object; condition?: BookingCondition },
    entry: TimelineEntry,
  ): Promise<PutBookingOutcome>;
  /** `none` also of an order that was erased. */
  readBooking(orderNo: string): Promise<BookingReading>;
}

export interface BookingsOptions {
  commands: Pick<LedgerCommands, 'ledgerPutBooking' | 'hmget'>;
  sealer: Sealer;
  writeEntries: EntryWriter;
  /** RFC 3339 in UTC. */
  timestamp: () => string;
}

/** So many that no two writes ever meet. */
const versionBytes = 12;

export function createBookings(options: BookingsOptions): Bookings {
  const { commands, sealer, writeEntries, timestamp } = options;
  return {
    async putBooking(orderNo, { body, condition = {} }, entry) {
      const version = randomBytes(versionBytes).toString('base64url');
      const [isStored, isNew, waiting] = await commands.ledgerPutBooking(
        orderKey(orderNo),
        version,
        encodeBooking(sealer, orderNo, { version, storedAt: timestamp(), body }),
        JSON.stringify(condition),
        ...writeEntries(orderNo, entry),
      );
      if (isStored === -1) return { kind: 'erased' };
      return isStored === 1
        ? { kind: 'stored', isNew: isNew === 1, version, waiting }
        : { kind: 'precondition_failed' };
    },
    async readBooking(orderNo) {
      const [booking = null, erased] = await commands.hmget(orderKey(orderNo), 'booking', 'erased');
      return decodeBooking(sealer, orderNo, erased === null ? booking : null);
    },
  };
}
