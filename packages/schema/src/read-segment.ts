import { definedOnly } from './defined-only.ts';
import type { Segment } from './itinerary-schema.ts';
import { limits } from './limits.ts';
import { parseLocalTime } from './parse-local-time.ts';
import { readFlightNumber } from './read-flight-number.ts';
import { readIncludedBaggage } from './read-included-baggage.ts';
import { readCode, readInteger, readShortText } from './read-scalar.ts';
import type { SupplierBaggageElement, SupplierSegment } from './supplier-itinerary-schema.ts';

type Scalar = string | number | null | undefined;

interface Surroundings {
  /** From 1, outbound and return together: the number that bags and extras name the flight by. */
  number: number;
  direction?: 'outbound' | 'return';
  /** Those of all flights. */
  baggageElements: readonly SupplierBaggageElement[];
}

/** Brings one flight into our own form; `undefined` without both airports. */
export function readSegment(
  segment: NonNullable<SupplierSegment>,
  { number, direction, baggageElements }: Surroundings,
): Segment | undefined {
  const departure = readPlace(segment.depAirport, segment.depTime, segment.depTerminal);
  const arrival = readPlace(segment.arrAirport, segment.arrTime, segment.arrTerminal);
  if (departure === undefined || arrival === undefined) return undefined;

  const carrier = readCode(segment.carrier, limits.shortText);
  const operatingCarrier = readName(segment.operatingCarrier);
  const isOperatedByAnother = operatingCarrier?.toUpperCase() !== carrier;
  return {
    index: number,
    departure,
    arrival,
    ...definedOnly({
      direction,
      carrier,
      flightNumber: readFlightNumber(segment.flightNumber, carrier),
      operatingCarrier: isOperatedByAnother ? operatingCarrier : undefined,
      durationMinutes: readDuration(segment.duration),
      cabinClass: readCabinClass(segment.cabinClass),
      fareFamily: readName(segment.fareFamily),
      includedBaggage: readIncludedBaggage(baggageElements, number),
    }),
  };
}

function readPlace(airport: Scalar, time: Scalar, terminal: Scalar) {
  const code = readCode(airport, limits.place);
  if (code === undefined) return undefined;
  return {
    airport: code,
    ...definedOnly({ time: readLocalTime(time), terminal: readName(terminal) }),
  };
}

/** Airport-local, and never converted. What is in no known form is kept as it was given. */
function readLocalTime(value: Scalar): string | undefined {
  const text = readShortText(value, limits.place);
  const spaced = text?.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5');
  return spaced === undefined ? undefined : (parseLocalTime(spaced) ?? text);
}

function readDuration(value: Scalar): number | undefined {
  const minutes = readInteger(value);
  return minutes !== undefined && minutes > 0 && minutes <= 100_000 ? minutes : undefined;
}

/** The supplier also writes numbers of its own here, which say nothing to a traveller. */
function readCabinClass(value: Scalar): string | undefined {
  const cabinClass = readName(value);
  return cabinClass !== undefined && /^\d+$/.test(cabinClass) ? undefined : cabinClass;
}

function readName(value: Scalar): string | undefined {
  return readShortText(value, limits.shortText);
}
