import { cleanText } from './clean-text.ts';
import { shortenText } from './shorten-text.ts';

/** The two halves of a split round trip, in the order in which the supplier lists their numbers. */
const legs = ['outbound', 'return'] as const;

/** An airline reference or a ticket number, with the half of the journey it stands for where known. */
export interface LabelledNumber {
  value: string;
  leg: (typeof legs)[number] | undefined;
}

export interface PassengerNumbers {
  /** Airline references (PNRs), each once. */
  references: LabelledNumber[];
  /** Ticket numbers that are not an airline reference as well, each once. */
  tickets: LabelledNumber[];
  /** Every ticket number is an airline reference: low-cost carriers issue no other number. */
  isTicketedUnderReference: boolean;
}

const maxNumberLength = 40;

/**
 * Sorts out which of a passenger's numbers to show, and as what. Exactly two distinct numbers mean a
 * split round trip, outbound first; for references only when the ticket numbers say the same.
 */
export function readPassengerNumbers(passenger: {
  airlinePnrs: readonly string[];
  ticketNos: readonly string[];
}): PassengerNumbers {
  const references = distinctNumbers(passenger.airlinePnrs);
  const tickets = distinctNumbers(passenger.ticketNos);
  const referencePlaces = new Map(references.map((reference, index) => [keyOf(reference), index]));

  const areLegs = tickets.length === legs.length;
  const haveSameOrder = tickets.every(
    (ticket, index) => (referencePlaces.get(keyOf(ticket)) ?? index) === index,
  );
  const areReferencesLegs = areLegs && haveSameOrder && references.length === legs.length;
  const shownTickets = label(tickets, areLegs).filter(
    ({ value }) => !referencePlaces.has(keyOf(value)),
  );

  return {
    references: label(references, areReferencesLegs).map(shorten),
    tickets: shownTickets.map(shorten),
    isTicketedUnderReference: tickets.length > 0 && shownTickets.length === 0,
  };
}

/** Cleaned, without empty ones, each in its first spelling. */
function distinctNumbers(values: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const value of values.map(cleanText)) {
    if (value !== '' && !byKey.has(keyOf(value))) byKey.set(keyOf(value), value);
  }
  return [...byKey.values()];
}

/** Airlines read references and ticket numbers without regard to letter case. */
function keyOf(number: string): string {
  return number.toUpperCase();
}

function label(numbers: readonly string[], areLegs: boolean): LabelledNumber[] {
  return numbers.map((value, index) => ({ value, leg: areLegs ? legs[index] : undefined }));
}

function shorten({ value, leg }: LabelledNumber): LabelledNumber {
  return { value: shortenText(value, maxNumberLength), leg };
}
