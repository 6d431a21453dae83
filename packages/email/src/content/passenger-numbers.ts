import type { LabelledNumber, PassengerView } from './confirmation-view.ts';
import { distinctNumbers, numberKey, numbersMissingIn } from './distinct-numbers.ts';
import { shortenText } from '../safe-text/shorten-text.ts';

/** The two halves of a split round trip, in the order in which the supplier lists their numbers. */
const legs = ['outbound', 'return'] as const;

/** Which of a passenger's numbers to show, and as what. */
export type PassengerNumbers = Pick<
  PassengerView,
  'references' | 'tickets' | 'isTicketedUnderReference'
>;

interface Numbers {
  airlinePnrs: readonly string[];
  ticketNos: readonly string[];
}

export const maxNumberLength = 40;

/**
 * Sorts out which of a passenger's numbers to show, and as what. Exactly two distinct numbers mean a
 * split round trip, outbound first; for references only when the ticket numbers say the same.
 * Without `before`, the numbers mailed before, none is new.
 */
export function readPassengerNumbers(passenger: Numbers, before = passenger): PassengerNumbers {
  const references = distinctNumbers(passenger.airlinePnrs);
  const tickets = distinctNumbers(passenger.ticketNos);
  const referencePlaces = new Map(
    references.map((reference, index) => [numberKey(reference), index]),
  );

  const areLegs = tickets.length === legs.length;
  const haveSameOrder = tickets.every(
    (ticket, index) => (referencePlaces.get(numberKey(ticket)) ?? index) === index,
  );
  const areReferencesLegs = areLegs && haveSameOrder && references.length === legs.length;
  const shownTickets = label(tickets, { before: before.ticketNos, areLegs }).filter(
    ({ value }) => !referencePlaces.has(numberKey(value)),
  );

  return {
    references: label(references, {
      before: before.airlinePnrs,
      areLegs: areReferencesLegs,
    }).map(shorten),
    tickets: shownTickets.map(shorten),
    isTicketedUnderReference: tickets.length > 0 && shownTickets.length === 0,
  };
}

function label(
  numbers: readonly string[],
  { before, areLegs }: { before: readonly string[]; areLegs: boolean },
): LabelledNumber[] {
  const newNumbers = new Set(numbersMissingIn(before, numbers));
  return numbers.map((value, index) => ({
    value,
    leg: areLegs ? legs[index] : undefined,
    isNew: newNumbers.has(value),
  }));
}

function shorten(number: LabelledNumber): LabelledNumber {
  return { ...number, value: shortenText(number.value, maxNumberLength) };
}
