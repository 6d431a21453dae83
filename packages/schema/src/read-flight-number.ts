import { cutText } from './cut-text.ts';
import { limits } from './limits.ts';
import { readText } from './read-scalar.ts';

/** Airline and number: two characters, not both digits, then 1 to 4 digits and maybe a suffix. */
const wholeFlightNumber = /^(?=.?[A-Z])[A-Z0-9]{2}\d{1,4}[A-Z]?$/;

/**
 * Writes a flight number with its carrier in front, once: the supplier normally does, but not
 * always. One that has another airline in front is kept as it is.
 */
export function readFlightNumber(
  value: string | number | null | undefined,
  carrier: string | undefined,
): string | undefined {
  const written = (readText(value) ?? '').replaceAll(' ', '').toUpperCase();
  if (written === '' || written === carrier) return undefined;
  if (carrier === undefined) return cutText(written, limits.shortText);
  let number = written;
  while (number.startsWith(carrier)) number = number.slice(carrier.length);
  const hasOtherAirline = number === written && wholeFlightNumber.test(written);
  if (number === '') return undefined;
  return cutText(hasOtherAirline ? written : carrier + number, limits.shortText);
}
