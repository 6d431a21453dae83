import type { Passenger, TicketedOrder } from '@ticketpost/schema';
import type { Language, MessageKey, MessagePart } from '../language/language.ts';
import { shortenText } from '../safe-text/shorten-text.ts';
import type { ChangesView } from './confirmation-view.ts';
import { haveSameNumbers, numbersMissingIn } from './distinct-numbers.ts';
import type { PassengerMatch } from './match-passengers.ts';
import { maxNumberLength } from './passenger-numbers.ts';
import { speakPassengerName } from './speak-passenger-name.ts';

/** What can be said of numbers: those of everybody, or of one passenger. */
const sentences = {
  sharedReference: {
    changed: 'changes.reference.changed',
    added: 'changes.reference.added',
    removed: 'changes.reference.removed',
  },
  reference: {
    changed: 'changes.reference.changedOf',
    added: 'changes.reference.addedOf',
    removed: 'changes.reference.removedOf',
  },
  ticket: {
    changed: 'changes.ticket.changedOf',
    added: 'changes.ticket.addedOf',
    removed: 'changes.ticket.removedOf',
  },
} as const satisfies Record<string, Record<string, MessageKey>>;

/**
 * Names what changed between two ticket sets, by the rules of the ticket set id: letter case, the
 * order of passengers and numbers, and repeated numbers make no difference. Undefined for none.
 */
export function createChangesView(
  previous: TicketedOrder,
  order: TicketedOrder,
  { match, language }: { match: PassengerMatch; language: Language },
): ChangesView | undefined {
  const pairs = order.passengers.flatMap((now, index) => {
    const before = match.before[index];
    return before === undefined ? [] : [{ now, before }];
  });
  const added = order.passengers.filter((_, index) => match.before[index] === undefined);
  const sharedBefore = findSharedPnrs(previous.passengers);
  const sharedNow = findSharedPnrs(order.passengers);
  const areShared = sharedBefore !== undefined && sharedNow !== undefined;
  const nameOf = ({ name }: Passenger) =>
    speakPassengerName(name) ?? language.say('changes.namelessPassenger');

  const lines = [
    ...added.map((one) => language.sayInParts('changes.added', { name: nameOf(one) })),
    ...match.removed.map((one) => language.sayInParts('changes.removed', { name: nameOf(one) })),
    ...(areShared
      ? tellNumbers('sharedReference', { before: sharedBefore, after: sharedNow, language })
      : pairs.flatMap(({ now, before }) =>
          tellNumbers('reference', {
            before: before.airlinePnrs,
            after: now.airlinePnrs,
            name: nameOf(now),
            language,
          }),
        )),
    ...pairs
      .filter(({ now, before }) => isTicketChanged(before, now))
      .flatMap(({ now, before }) =>
        tellNumbers('ticket', {
          before: before.ticketNos,
          after: now.ticketNos,
          name: nameOf(now),
          language,
        }),
      ),
  ];
  return lines.length === 0 ? undefined : { lines };
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

/** What holds no longer, and what holds instead; nothing where both are none. */
function tellNumbers(
  subject: keyof typeof sentences,
  {
    before,
    after,
    name = '',
    language,
  }: { before: readonly string[]; after: readonly string[]; name?: string; language: Language },
): MessagePart[][] {
  const list = (numbers: readonly string[]) =>
    language.formatList(numbers.map((number) => shortenText(number, maxNumberLength)));
  const gone = list(numbersMissingIn(after, before));
  const come = list(numbersMissingIn(before, after));
  if (gone === '' && come === '') return [];
  const { changed, added, removed } = sentences[subject];
  const key = gone === '' ? added : come === '' ? removed : changed;
  return [language.sayInParts(key, { name, before: gone, after: come })];
}
