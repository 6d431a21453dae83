import type { Passenger } from '@ticketpost/schema';
import { cleanText } from '../safe-text/clean-text.ts';
import { haveSameNumbers } from './distinct-numbers.ts';

export interface PassengerMatch {
  /** For each passenger of now, in their order: the same one before; undefined for a new one. */
  before: (Passenger | undefined)[];
  /** Who was there before and is not now. */
  removed: Passenger[];
}

/**
 * Finds the passengers of an order in what was mailed before, by their names. Of several with one
 * name, those with the same numbers belong together, the others by their places.
 */
export function matchPassengers(
  previous: readonly Passenger[],
  passengers: readonly Passenger[],
): PassengerMatch {
  const left = [...previous];
  const takeFirst = (isWanted: (passenger: Passenger) => boolean): Passenger | undefined => {
    const index = left.findIndex(isWanted);
    return index === -1 ? undefined : left.splice(index, 1)[0];
  };
  const unchanged = passengers.map((passenger) =>
    takeFirst((other) => haveSameName(other, passenger) && isTicketedAlike(other, passenger)),
  );
  const before = passengers.map(
    (passenger, index) => unchanged[index] ?? takeFirst((other) => haveSameName(other, passenger)),
  );
  return { before, removed: left };
}

function haveSameName(one: Passenger, other: Passenger): boolean {
  return foldName(one.name) === foldName(other.name);
}

function isTicketedAlike(one: Passenger, other: Passenger): boolean {
  return (
    haveSameNumbers(one.ticketNos, other.ticketNos) &&
    haveSameNumbers(one.airlinePnrs, other.airlinePnrs)
  );
}

/** Both ways, as the ticket set id does: some letters have one upper-case form and two others. */
function foldName(name: string): string {
  return cleanText(name).normalize('NFC').toLowerCase().toUpperCase().normalize('NFC');
}
