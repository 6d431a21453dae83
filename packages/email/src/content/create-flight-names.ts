import type { Segment } from '@ticketpost/schema';
import type { FlightNames } from './booked-extras.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { maxCodeLength } from './flights-view.ts';

/**
 * Makes the function that names the flight of an extra, for example `U28405, CAN–HGH`. Undefined
 * where no flight has that index, or more than one: an extra is never given to the wrong flight.
 */
export function createFlightNames(segments: readonly Segment[]): FlightNames {
  return (segmentIndex) => {
    const [segment, another] = segments.filter(({ index }) => index === segmentIndex);
    if (segment === undefined || another !== undefined) return undefined;
    const { flightNumber, departure, arrival } = segment;
    const route = [departure.airport, arrival.airport]
      .map((airport) => boundText(airport, maxCodeLength))
      .filter(Boolean)
      .join('–');
    const name = [boundText(flightNumber, maxCodeLength), route].filter(Boolean).join(', ');
    return name === '' ? undefined : name;
  };
}
