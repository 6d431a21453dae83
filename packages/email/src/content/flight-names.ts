import type { Segment } from '@ticketpost/schema';
import type { Language } from '../language/language.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { maxCodeLength } from './places.ts';

/** The flight of an extra. */
export interface NamedFlight {
  /** Place in the itinerary, from 0. */
  place: number;
  /** For example `U28405, CAN–HGH`. */
  name: string;
}

/** Finds the flight of a `segmentIndex`; undefined where it cannot be told. */
export type FindFlight = (segmentIndex: number) => NamedFlight | undefined;

/**
 * Makes the function that finds the flight of an extra. Nothing where no flight has that index, or
 * more than one: an extra is never given to the wrong flight.
 */
export function createFlightFinder(segments: readonly Segment[], language: Language): FindFlight {
  const byIndex = new Map<number, NamedFlight | undefined>();
  for (const [place, segment] of segments.entries()) {
    const { index } = segment;
    if (index === undefined) continue;
    const name = byIndex.has(index) ? undefined : nameFlight(segment, language);
    byIndex.set(index, name === undefined ? undefined : { place, name });
  }
  return (segmentIndex) => byIndex.get(segmentIndex);
}

function nameFlight(segment: Segment, language: Language): string | undefined {
  const route = [segment.departure.airport, segment.arrival.airport]
    .flatMap((airport) => boundText(airport, maxCodeLength) ?? [])
    .join('–');
  const number = boundText(segment.flightNumber, maxCodeLength);
  if (route === '' || number === undefined) return route === '' ? number : route;
  return language.say('flight.numberAndRoute', { number, route });
}
