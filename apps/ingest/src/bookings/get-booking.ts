import type { Ledger } from '@ticketpost/ledger';
import { describeMissingKeys } from '@ticketpost/queue';
import { parseBooking } from '@ticketpost/schema';
import { namesVersion } from '../http/entity-tag.ts';
import type { BookingAnswer } from './booking-answer.ts';
import { maskBooking } from './mask-booking.ts';

/** Looks a booking up, masked. Rejects when Redis does. */
export function createGetBooking({ ledger }: { ledger: Pick<Ledger, 'readBooking'> }) {
  return async function getBooking(orderNo: string, ifNoneMatch?: string): Promise<BookingAnswer> {
    const found = await ledger.readBooking(orderNo);
    if (found.kind === 'none') return { kind: 'problem', code: 'not_found' };
    const { version } = found;
    if (namesVersion(ifNoneMatch, version)) return { kind: 'not_modified', version };
    if (found.kind === 'unreadable') {
      const { missingKey } = found;
      // For the log: the agency has no keys of ours to put back.
      const cause = missingKey === undefined ? 'damaged' : describeMissingKeys([missingKey]);
      return { ...unreadable, cause };
    }
    // It was valid when it was stored; what an older version took and this one refuses cannot be
    // masked with certainty.
    const parsing = parseBooking(found.body);
    if (parsing.kind === 'invalid') return unreadable;
    const { storedAt } = found;
    return { kind: 'read', version, body: { orderNo, storedAt, ...maskBooking(parsing.booking) } };
  };
}

const unreadable = { kind: 'problem', code: 'booking_unreadable' } as const;
