import type { Passenger, TicketedOrder } from '@ticketpost/schema';
import { haveSameNumbers, numbersMissingIn } from './distinct-numbers.ts';
import type { PassengerMatch } from './match-passengers.ts';
import { maxNumberLength } from './passenger-numbers.ts';
import { speakPassengerName } from './speak-passenger-name.ts';
import { shortenText } from '../safe-text/shorten-text.ts';

interface NumberChange {
  label: 'Ticket number' | 'Airline reference';
  /** Whose it is; undefined when it holds for all. */
  passenger: string | undefined;
  /** What holds no longer; empty when numbers were only added. */
  before: string;
  /** What holds instead; empty when numbers were only taken away. */
  after: string;
}

/** What is different from the mail before, named for the reader. */
export interface ChangesView {
  added: string[];
  removed: string[];
  numbers: NumberChange[];
}

/**
 * Names what changed between two ticket sets, by the rules of the ticket set id: letter case, the
 * order of passengers and numbers, and repeated numbers make no difference. Undefined for none.
 */
export function createChangesView(
  previous: TicketedOrder,
  order: TicketedOrder,
  match: PassengerMatch,
): ChangesView | undefined {
  const pairs = order.passengers.flatMap((now, index) => {
    const before = match.before[index];
    return before === undefined ? [] : [{ now, before }];
  });
  const added = order.passengers.filter((_, index) => match.before[index] === undefined);
  const sharedBefore = findSharedPnrs(previous.passengers);
  const sharedNow = findSharedPnrs(order.passengers);
  const areShared = sharedBefore !== undefined && sharedNow !== undefined;

  const changes: ChangesView = {
    added: added.map(nameOf),
    removed: match.removed.map(nameOf),
    numbers: [
      ...(areShared
        ? changeNumbers('Airline reference', sharedBefore, sharedNow)
        : pairs.flatMap(({ now, before }) =>
            changeNumbers('Airline reference', before.airlinePnrs, now.airlinePnrs, now),
          )),
      ...pairs
        .filter(({ now, before }) => isTicketChanged(before, now))
        .flatMap(({ now, before }) =>
          changeNumbers('Ticket number', before.ticketNos, now.ticketNos, now),
        ),
    ],
  };
  return Object.values(changes).some(({ length }) => length > 0) ? changes : undefined;
}

/** A ticket number that is the airline reference changes with it, and is not told a second time. */
export function isTicketChanged(before: Passenger, now: Passenger): boolean {
  const isReference = [before, now].every(({ ticketNos, airlinePnrs }) =>
    haveSameNumbers(ticketNos, airlinePnrs),
  );
  return !isReference && !haveSameNumbers(before.ticketNos, now.ticketNos);
}

/** The references that every passenger has, if all have the same. */
function findSharedPnrs(passengers: readonly Passenger[]): readonly string[] | undefined {
  const [first, ...others] = passengers.map(({ airlinePnrs }) => airlinePnrs);
  if (first === undefined) return undefined;
  return others.every((pnrs) => haveSameNumbers(first, pnrs)) ? first : undefined;
}

function changeNumbers(
  label: NumberChange['label'],
  before: readonly string[],
  after: readonly string[],
  passenger?: Passenger,
): NumberChange[] {
  const change = {
    label,
    passenger: passenger && nameOf(passenger),
    before: listNumbers(numbersMissingIn(after, before)),
    after: listNumbers(numbersMissingIn(before, after)),
  };
  return change.before === '' && change.after === '' ? [] : [change];
}

function listNumbers(numbers: readonly string[]): string {
  return numbers.map((number) => shortenText(number, maxNumberLength)).join(', ');
}

function nameOf({ name }: Passenger): string {
  return speakPassengerName(name) ?? 'a passenger without a name';
}
