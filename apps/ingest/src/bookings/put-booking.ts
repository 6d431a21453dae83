import { isDeepStrictEqual } from 'node:util';
import type { BookingCondition, Ledger } from '@ticketpost/ledger';
import type { StoreOutcome } from '@ticketpost/queue';
import { decodeJson, parseBooking, type Booking, type Problem } from '@ticketpost/schema';
import type { Announcement } from './announce-booking.ts';
import type { BookingAnswer } from './booking-answer.ts';
import { maskBooking } from './mask-booking.ts';

/**
 * Stores a booking and announces it to the workers. `created` and `replaced` mean that both are on
 * disk; `not_stored` that one of them may not be, and the same request sent again does all of it
 * again. There is no journal behind it as there is for webhooks: the supplier may never repeat an
 * event, while a caller of this API is the agency itself, which is told and repeats, and a booking
 * kept apart on one ingest's disk could overtake a newer one when it is drained.
 *
 * Rejects when Redis does; as with `not_stored`, the booking may land all the same.
 */
export function createPutBooking(options: {
  ledger: Pick<Ledger, 'putBooking' | 'readBooking'>;
  announceBooking: (announcement: Announcement) => Promise<StoreOutcome>;
}) {
  const { ledger, announceBooking } = options;

  const store = async (
    orderNo: string,
    booking: Booking,
    condition: BookingCondition | undefined,
  ): Promise<BookingAnswer> => {
    const { expectTicketBy } = booking;
    const putting = await ledger.putBooking(
      orderNo,
      { body: booking, ...(condition && { condition }) },
      { event: 'booked' },
    );
    if (putting.kind === 'stored') {
      const { version, isNew, waiting } = putting;
      const outcome = await announceBooking({ orderNo, isAwaited: waiting > 0, expectTicketBy });
      if (outcome.kind === 'not_stored') return notStored(outcome);
      const body = { orderNo, ...maskBooking(booking) };
      return { kind: isNew ? 'created' : 'replaced', version, body };
    }
    if (putting.kind === 'erased') return { kind: 'problem', code: 'erased' };
    // Perhaps this caller's own first try, stored and then not announced: its repeat, which fails
    // the condition now, is all that comes after it.
    const found = await ledger.readBooking(orderNo);
    if (found.kind === 'booking' && isDeepStrictEqual(found.body, booking)) {
      const outcome = await announceBooking({ orderNo, isAwaited: true, expectTicketBy });
      if (outcome.kind === 'not_stored') return notStored(outcome);
    }
    return { kind: 'problem', code: 'precondition_failed' };
  };

  return async function putBooking(
    orderNo: string,
    bytes: Buffer,
    condition?: BookingCondition,
  ): Promise<BookingAnswer> {
    const decoding = decodeJson(bytes);
    if (decoding.kind === 'malformed') return { kind: 'problem', code: 'malformed_json' };
    const parsing = parseBooking(decoding.value);
    if (parsing.kind === 'invalid') return invalid(parsing.problems);
    const { booking } = parsing;
    if (booking.trip?.includes(orderNo) === false) return invalid([foreignTrip]);
    return await store(orderNo, booking, condition);
  };
}

const foreignTrip: Problem = {
  pointer: '/trip',
  message: 'must contain the order number of the path',
};

function invalid(problems: readonly Problem[]): BookingAnswer {
  return { kind: 'problem', code: 'invalid_booking', problems };
}

function notStored({ cause }: { cause: unknown }): BookingAnswer {
  return { kind: 'problem', code: 'not_stored', cause };
}
