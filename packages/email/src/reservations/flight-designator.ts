import type { Segment } from '@ticketpost/schema';
import { boundText } from '../safe-text/bound-text.ts';

/** A flight number taken apart. */
export interface FlightDesignator {
  /** The airline that sells it, by its code. */
  carrier: string;
  /** Without the carrier, for example `8405`. */
  number: string;
}

const maxLength = 10;
/** Two characters, not both digits, then one to four digits and maybe a suffix (IATA). */
const form = /^((?=.?[A-Z])[A-Z0-9]{2})(\d{1,4}[A-Z]?)$/u;

/**
 * Takes the flight number of a segment apart, whether or not the carrier stands in front of it.
 * Undefined without a number or a carrier.
 */
export function readFlightDesignator(segment: Segment): FlightDesignator | undefined {
  const written = boundText(segment.flightNumber, maxLength)?.replaceAll(' ', '').toUpperCase();
  const carrier = boundText(segment.carrier, maxLength)?.toUpperCase();
  if (written === undefined) return undefined;
  if (carrier !== undefined && written.startsWith(carrier) && written !== carrier) {
    return { carrier, number: written.slice(carrier.length) };
  }
  const [, writtenCarrier = carrier, number = written] = form.exec(written) ?? [];
  return writtenCarrier === undefined ? undefined : { carrier: writtenCarrier, number };
}
