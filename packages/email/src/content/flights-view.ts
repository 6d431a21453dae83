import type { Passenger, Segment } from '@ticketpost/schema';
import { describeAirline, isNamedAirline, isSameCode, type Airlines } from './airlines.ts';
import { describeIncludedBaggage, type IncludedBaggage } from './baggage-words.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { parseLocalTime } from '../local-time/parse-local-time.ts';

/** One end of a flight. */
interface PlaceView {
  airport: string;
  terminal: string | undefined;
  /** Local time, `HH:MM`. */
  clock: string | undefined;
  /** The time as it was given, where it cannot be read. */
  timeAsGiven: string | undefined;
  /** Of the arrival, where it is another one than that of the departure. */
  date: string | undefined;
  /** Of an arrival on a later date, for example `+1 day`. */
  dayShift: string | undefined;
}

/** One flight as the templates show it. */
export interface FlightView {
  /** Place in the itinerary, from 1. */
  position: number;
  /** Over the first flight of each direction. */
  heading: 'Outbound' | 'Return' | undefined;
  /** Of the departure, written out. */
  date: string | undefined;
  flightNumber: string | undefined;
  departure: PlaceView;
  arrival: PlaceView;
  duration: string | undefined;
  airline: string | undefined;
  /** Another airline than the one that sold the flight. */
  operatedBy: string | undefined;
  cabin: string | undefined;
  fare: string | undefined;
  baggage: IncludedBaggage[];
  /** There is something below date, places and duration. */
  hasDetails: boolean;
}

export const maxCodeLength = 40;
const maxTextLength = 60;
const headings = { outbound: 'Outbound', return: 'Return' } as const;

export interface FlightsContext {
  airlines: Airlines;
  /** The types of the passengers who travel. */
  travelling: ReadonlySet<Passenger['passengerType']>;
}

/** The flights in the order given, which is that of travel. */
export function listFlights(segments: readonly Segment[], context: FlightsContext): FlightView[] {
  return segments.map((segment, index) => {
    const { direction } = segment;
    const isFirst = direction !== undefined && direction !== segments[index - 1]?.direction;
    return {
      ...createFlightView(segment, context),
      position: index + 1,
      heading: isFirst ? headings[direction] : undefined,
    };
  });
}

function createFlightView(
  segment: Segment,
  context: FlightsContext,
): Omit<FlightView, 'position' | 'heading'> {
  const details = createDetails(segment, context);
  const { departure, arrival } = segment;
  const departed = parseLocalTime(departure.time?.trim() ?? '');
  const arrived = parseLocalTime(arrival.time?.trim() ?? '');
  const laterDays = departed && arrived ? arrived.day - departed.day : 0;
  return {
    date: departed?.date,
    flightNumber: boundText(segment.flightNumber, maxCodeLength),
    departure: {
      ...describePlace(departure),
      clock: departed?.clock,
      timeAsGiven: departed ? undefined : boundText(departure.time, maxCodeLength),
      date: undefined,
      dayShift: undefined,
    },
    arrival: {
      ...describePlace(arrival),
      clock: arrived?.clock,
      timeAsGiven: arrived ? undefined : boundText(arrival.time, maxCodeLength),
      date: arrived?.date === departed?.date ? undefined : arrived?.date,
      dayShift: laterDays > 0 ? `+${laterDays} ${laterDays === 1 ? 'day' : 'days'}` : undefined,
    },
    duration: formatDuration(segment.durationMinutes),
    ...details,
    hasDetails: Object.values(details).some((detail) => detail !== undefined && detail.length > 0),
  };
}

function createDetails(segment: Segment, { airlines, travelling }: FlightsContext) {
  return {
    airline: findAirline(segment, airlines),
    operatedBy: findOperator(segment, airlines),
    cabin: boundText(segment.cabinClass, maxTextLength),
    fare: boundText(segment.fareFamily, maxTextLength),
    baggage: describeIncludedBaggage(segment.includedBaggage ?? [], travelling),
  };
}

function describePlace({ airport, terminal }: Segment['departure']) {
  const name = boundText(terminal, maxCodeLength);
  return {
    airport: boundText(airport, maxCodeLength) ?? 'unknown airport',
    terminal: name === undefined || /^terminal\b/iu.test(name) ? name : `Terminal ${name}`,
  };
}

/** Hours and minutes as the supplier counts them, never the difference of two local times. */
function formatDuration(minutes = 0): string | undefined {
  if (minutes <= 0) return undefined;
  const hours = Math.floor(minutes / 60);
  const parts = [
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes % 60 > 0 ? [`${minutes % 60} min`] : []),
  ];
  return parts.join(' ');
}

/** A flight number begins with its airline's code, so a code alone is told only where it is missing. */
function findAirline({ carrier = '', flightNumber }: Segment, airlines: Airlines) {
  const isTold = isNamedAirline(carrier, airlines) || flightNumber === undefined;
  return isTold ? describeAirline(carrier, airlines) : undefined;
}

function findOperator(segment: Segment, airlines: Airlines): string | undefined {
  const { operatingCarrier = '', carrier, flightNumber = '' } = segment;
  const seller = carrier ?? flightNumber.slice(0, operatingCarrier.length);
  return isSameCode(operatingCarrier, seller)
    ? undefined
    : describeAirline(operatingCarrier, airlines);
}
