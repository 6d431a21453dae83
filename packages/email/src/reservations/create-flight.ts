import type { Segment } from '@ticketpost/schema';
import { readFlightTimes, type PlacedTime } from '../airports/flight-times.ts';
import { formatOffset } from '../airports/format-offset.ts';
import { isSameCode, maxAirlineLength, type Airlines } from '../content/airlines.ts';
import { maxCodeLength, readPlace } from '../content/places.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { readFlightDesignator } from './flight-designator.ts';

/**
 * A flight as a schema.org `Flight`. The airline stands in it twice: Google reads `airline`,
 * Microsoft and Yandex read `provider`. Undefined without a flight number, both airports and a
 * departure whose time can be read: no reader shows such a flight.
 */
export function createFlight(segment: Segment, airlines: Airlines) {
  const designator = readFlightDesignator(segment);
  const times = readFlightTimes(segment);
  const [from, to] = [segment.departure, segment.arrival].map(createAirport);
  if (designator === undefined || times === undefined || !from || !to) return undefined;

  const name = airlines.find(({ code }) => isSameCode(code, designator.carrier))?.name;
  const airline = {
    '@type': 'Airline',
    name: boundText(name, maxAirlineLength) ?? designator.carrier,
    iataCode: designator.carrier,
  };
  return {
    '@type': 'Flight',
    // Google wants it without the carrier; who wants it with the carrier puts `iataCode` in front.
    flightNumber: designator.number,
    airline,
    provider: airline,
    departureAirport: from,
    departureTime: formatTime(times.departure),
    departureTerminal: boundText(segment.departure.terminal, maxCodeLength),
    arrivalAirport: to,
    arrivalTime: times.arrival && formatTime(times.arrival),
    arrivalTerminal: boundText(segment.arrival.terminal, maxCodeLength),
  };
}

function createAirport(given: Segment['departure']) {
  const { airport } = readPlace(given);
  const code = airport?.code ?? boundText(given.airport, maxCodeLength)?.toUpperCase();
  if (code === undefined) return undefined;
  return { '@type': 'Airport', name: airport?.name ?? code, iataCode: code };
}

/** ISO 8601; without an offset where it is not known beyond doubt. */
function formatTime({ local, zone }: PlacedTime): string {
  const { year, month, date, hour, minute } = local;
  const [monthText, dateText, hourText, minuteText] = [month, date, hour, minute].map((part) =>
    String(part).padStart(2, '0'),
  );
  const offset = zone === undefined ? '' : formatOffset(zone.offsetMinutes);
  return `${year}-${monthText}-${dateText}T${hourText}:${minuteText}:00${offset}`;
}
