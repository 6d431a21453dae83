import type { Passenger, Segment } from '@ticketpost/schema';
import type { Language } from '../language/language.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { describeOperator, describeSeller, type Airlines } from './airlines.ts';
import { describeIncludedBaggage } from './baggage-words.ts';
import type { FlightView, PlaceView } from './confirmation-view.ts';
import { describeConnection } from './connections.ts';
import { countElapsedMinutes } from './elapsed-minutes.ts';
import { describePlace, maxCodeLength, readPlace, type Place } from './places.ts';

const maxTextLength = 60;
/** No flight takes longer; one that does by its times has a slip in them. */
const maxMinutes = 24 * 60;

export interface FlightsContext {
  airlines: Airlines;
  /** The types of the passengers who travel. */
  travelling: ReadonlySet<Passenger['passengerType']>;
  language: Language;
}

/** The flights in the order given, which is that of travel. */
export function listFlights(segments: readonly Segment[], context: FlightsContext): FlightView[] {
  const { language } = context;
  const flights = segments.map((segment) => ({
    segment,
    direction: segment.direction,
    departure: readPlace(segment.departure),
    arrival: readPlace(segment.arrival),
  }));
  return flights.map((flight, index) => {
    const { segment, direction, departure, arrival } = flight;
    const before = flights[index - 1];
    const isFirst = direction !== undefined && direction !== before?.direction;
    const details = createDetails(segment, context);
    return {
      position: index + 1,
      heading: isFirst ? language.say('flights.direction', { direction }) : undefined,
      connection: before && describeConnection(before, flight, language),
      date: departure.local && language.formatDate(departure.local),
      flightNumber: boundText(segment.flightNumber, maxCodeLength),
      departure: { ...describePlace(departure, language), date: undefined, dayShift: undefined },
      arrival: describeArrival(departure, arrival, language),
      duration: describeDuration(segment, { departure, arrival, language }),
      ...details,
      hasDetails: Object.values(details).some(
        (detail) => detail !== undefined && detail.length > 0,
      ),
    };
  });
}

function createDetails(segment: Segment, { airlines, travelling, language }: FlightsContext) {
  return {
    airline: describeSeller(segment, airlines, language),
    operatedBy: describeOperator(segment, airlines, language),
    cabin: boundText(segment.cabinClass, maxTextLength),
    fare: boundText(segment.fareFamily, maxTextLength),
    baggage: describeIncludedBaggage(segment.includedBaggage ?? [], travelling, language),
  };
}

/** Its date is told where it is not that of the departure, and how many days lie between. */
function describeArrival(departure: Place, arrival: Place, language: Language): PlaceView {
  const { local } = arrival;
  const days = local && departure.local ? local.day - departure.local.day : 0;
  return {
    ...describePlace(arrival, language),
    date: local && local.day !== departure.local?.day ? language.formatDate(local) : undefined,
    dayShift: describeDayShift(days, language),
  };
}

/** Over the date line one arrives on the day before. More than two days are a slip in the times. */
function describeDayShift(days: number, language: Language): string | undefined {
  if (days === 0 || Math.abs(days) > 2) return undefined;
  return days > 0
    ? language.say('flight.dayShift', { days })
    : language.say('flight.dayBefore', { days: -days });
}

/** As the supplier counts it, else between the two times where both zones are beyond doubt. */
function describeDuration(
  { durationMinutes = 0 }: Segment,
  { departure, arrival, language }: { departure: Place; arrival: Place; language: Language },
): string | undefined {
  if (durationMinutes > 0) return language.formatDuration(durationMinutes);
  const minutes = countElapsedMinutes(departure, arrival) ?? 0;
  return minutes > maxMinutes ? undefined : language.formatDuration(minutes);
}
