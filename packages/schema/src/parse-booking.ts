import { bookingSchema, type Booking } from './booking-schema.ts';
import { compiler } from './compiler.ts';
import { isDeeperThan } from './is-deeper-than.ts';
import { toProblems, type Problem } from './problem.ts';
import { tidyBooking } from './tidy-booking.ts';

/** A booking has 7. The body itself is the first level. */
const maxLevels = 16;

const isBooking = compiler.compile<Booking>(bookingSchema);

/**
 * Reads what an agency tells us about one of its orders. Texts come back tidied: on one line, the
 * locale in its canonical form, `expectTicketBy` in UTC with milliseconds, local times as
 * `YYYY-MM-DDTHH:MM`, airports and currency in upper case. `invalid` with every problem at once;
 * a field that is not known is a problem of its own, whose pointer names it. What was read once
 * is read again unchanged.
 */
export function parseBooking(
  value: unknown,
): { kind: 'booking'; booking: Booking } | { kind: 'invalid'; problems: Problem[] } {
  if (isDeeperThan(maxLevels, value)) {
    const message = `must not be nested deeper than ${maxLevels} levels`;
    return { kind: 'invalid', problems: [{ pointer: '', message }] };
  }
  const tidied = tidyBooking(value);
  if (isBooking(tidied)) return { kind: 'booking', booking: tidied };
  return {
    kind: 'invalid',
    problems: toProblems(isBooking.errors ?? [], { namesUnknownKeys: true }),
  };
}
