import type { Segment } from '@ticketpost/schema';
import { countMinutes, parseLocalTime, type LocalTime } from '../local-time/parse-local-time.ts';
import { findAirport } from './find-airport.ts';
import { findOffsetMinutes } from './offset-minutes.ts';

/** A local time at an airport. */
export interface PlacedTime {
  local: LocalTime;
  /** Undefined where the airport or its offset at this time is not known beyond doubt. */
  zone: { name: string; offsetMinutes: number } | undefined;
}

export interface FlightTimes {
  departure: PlacedTime;
  /** Undefined where it cannot be read, or contradicts the departure. */
  arrival: PlacedTime | undefined;
  /** From the two instants; else as the itinerary tells it, where that is possible. */
  minutes: number | undefined;
}

/** Longer than any flight with its stops: a date in it is wrong. */
const maxMinutes = 48 * 60;

/**
 * Reads the times of a flight; undefined without a readable departure. An arrival that is not after
 * the departure is left out, and so is one days later: as instants where both zones are known, by
 * the two clocks where not.
 */
export function readFlightTimes(segment: Segment): FlightTimes | undefined {
  const departure = readPlacedTime(segment.departure);
  if (departure === undefined) return undefined;
  const arrival = readPlacedTime(segment.arrival);
  const told = segment.durationMinutes ?? 0;
  const toldMinutes = isPossible(told) ? told : undefined;
  if (arrival === undefined) return { departure, arrival, minutes: toldMinutes };

  const areInstants = departure.zone !== undefined && arrival.zone !== undefined;
  const minutes = countUtcMinutes(arrival) - countUtcMinutes(departure);
  const isKept = areInstants
    ? isPossible(minutes)
    : isPossible(countMinutes(arrival.local) - countMinutes(departure.local));
  return {
    departure,
    arrival: isKept ? arrival : undefined,
    minutes: isKept && areInstants ? minutes : toldMinutes,
  };
}

function readPlacedTime({ airport, time }: Segment['departure']): PlacedTime | undefined {
  const local = parseLocalTime(time ?? '');
  if (local === undefined) return undefined;
  const name = findAirport(airport)?.timeZone;
  const offsetMinutes = name === undefined ? undefined : findOffsetMinutes(name, local);
  const isKnown = name !== undefined && offsetMinutes !== undefined;
  return { local, zone: isKnown ? { name, offsetMinutes } : undefined };
}

/** Of a time without a zone as if it were in UTC. */
function countUtcMinutes({ local, zone }: PlacedTime): number {
  return countMinutes(local) - (zone?.offsetMinutes ?? 0);
}

function isPossible(minutes: number): boolean {
  return minutes > 0 && minutes <= maxMinutes;
}
