import { canonicalTicketSet, type CanonicalPassenger } from './canonical-ticket-set.ts';
import type { TicketedOrder } from './ticketed-order-schema.ts';

/** A part in which two ticket sets of one order differ. */
export type Difference = 'passengers' | 'ticket_numbers' | 'airline_references';

/**
 * Tells in which parts two ticket sets of one order differ, by the rules of the ticket set id: the
 * result is empty exactly when their ids are the same. Numbers and references are compared for the
 * passengers that both have.
 */
export function findDifference(reported: TicketedOrder, confirmed: TicketedOrder): Difference[] {
  const one = canonicalTicketSet(reported);
  const other = canonicalTicketSet(confirmed);
  const hasOtherPassengers = differ(one, other, ([name]) => name);

  const [ours, theirs] = [withNamesOf(other, one), withNamesOf(one, other)];
  const hasOtherNumbers = differ(ours, theirs, ([name, ticketNos]) => [name, ticketNos]);
  const hasOtherReferences =
    differ(ours, theirs, ([name, , airlinePnrs]) => [name, airlinePnrs]) ||
    // Namesakes who only swapped their references.
    (!hasOtherNumbers && differ(ours, theirs, (passenger) => passenger));

  return [
    ...(hasOtherPassengers ? (['passengers'] as const) : []),
    ...(hasOtherNumbers ? (['ticket_numbers'] as const) : []),
    ...(hasOtherReferences ? (['airline_references'] as const) : []),
  ];
}

type TicketSet = readonly CanonicalPassenger[];

/** Compares one part of every passenger, whatever the order of the passengers. */
function differ(
  one: TicketSet,
  other: TicketSet,
  part: (passenger: CanonicalPassenger) => unknown,
): boolean {
  const [a, b] = [one, other].map((set) =>
    JSON.stringify(set.map((passenger) => JSON.stringify(part(passenger))).sort()),
  );
  return a !== b;
}

/** Only the passengers whose name stands in the other set just as often. */
function withNamesOf(other: TicketSet, set: TicketSet): TicketSet {
  const countIn = (passengers: TicketSet, name: string) =>
    passengers.filter((passenger) => passenger[0] === name).length;
  return set.filter(([name]) => countIn(set, name) === countIn(other, name));
}
