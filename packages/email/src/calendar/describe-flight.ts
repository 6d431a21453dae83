import type { Segment } from '@ticketpost/schema';
import { describeOperator, describeSeller } from '../content/airlines.ts';
import { distinctNumbers } from '../content/distinct-numbers.ts';
import type { OrderContent } from '../content/order-content.ts';
import { readPassengerNumbers } from '../content/passenger-numbers.ts';
import { describePlace, nameAirport, readPlace, type Place } from '../content/places.ts';
import { speakPassengerName } from '../content/speak-passenger-name.ts';
import type { Language, MessageKey } from '../language/language.ts';
import { listNumbersOfFlight } from '../reservations/numbers-of-flight.ts';
import { boundText } from '../safe-text/bound-text.ts';

const maxOrderNoLength = 64;
const maxBrandLength = 80;

interface FlightContext {
  content: Pick<OrderContent, 'order' | 'itinerary'>;
  language: Language;
  brandName: string;
}

/** What one wants to know at the airport, line by line. */
export function describeFlight(segment: Segment, context: FlightContext): string {
  const { content, language, brandName } = context;
  const { order, itinerary } = content;
  const airlines = itinerary?.airlines ?? [];
  const row = (label: MessageKey, value: string | undefined) =>
    value === undefined ? [] : [language.say('text.row', { label: language.say(label), value })];
  const names = order.passengers.flatMap(({ name }) => speakPassengerName(name) ?? []);
  const brand = boundText(brandName, maxBrandLength);
  return [
    ...row('flight.departure', describeEnd(readPlace(segment.departure), language)),
    ...row('flight.arrival', describeEnd(readPlace(segment.arrival), language)),
    ...row('flight.airline', describeSeller(segment, airlines, language)),
    ...row('flight.operatedBy', describeOperator(segment, airlines, language)),
    ...row('order.reference', listReferences(segment, order.passengers)),
    ...row('order.number', boundText(order.orderNo, maxOrderNoLength)),
    ...(names.length === 0
      ? []
      : [language.say('calendar.passengers', { names: language.formatList(names) })]),
    ...(brand === undefined ? [] : [language.say('bookedWith', { brand })]),
    language.say('flights.localTimes'),
  ].join('\n');
}

/** An airport with the terminal. */
export function describeTerminal(place: Place, language: Language): string {
  const { terminal } = describePlace(place, language);
  return joinParts(nameAirport(place, language), terminal);
}

function describeEnd(place: Place, language: Language): string {
  const { clock, timeAsGiven } = describePlace(place, language);
  const date = place.local && language.formatDate(place.local);
  return joinParts(describeTerminal(place, language), date, clock, timeAsGiven);
}

function listReferences(
  segment: Segment,
  passengers: OrderContent['order']['passengers'],
): string | undefined {
  const references = distinctNumbers(
    passengers.flatMap((passenger) =>
      listNumbersOfFlight(readPassengerNumbers(passenger).references, segment),
    ),
  );
  return references.length === 0 ? undefined : joinParts(...references);
}

function joinParts(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ');
}
