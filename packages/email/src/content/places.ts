import type { Segment } from '@ticketpost/schema';
import { findAirport, type Airport } from '../airports/find-airport.ts';
import type { Language } from '../language/language.ts';
import { parseLocalTime, type LocalTime } from '../local-time/parse-local-time.ts';
import { boundText } from '../safe-text/bound-text.ts';
import type { PlaceView } from './confirmation-view.ts';

export const maxCodeLength = 40;

/** One end of a flight with what can be found out about it. */
export interface Place {
  given: Segment['departure'];
  /** Undefined for a code nobody knows. */
  airport: Airport | undefined;
  /** Undefined for a time that is missing or cannot be read. */
  local: LocalTime | undefined;
}

export function readPlace(given: Segment['departure']): Place {
  return {
    given,
    airport: findAirport(given.airport),
    local: given.time === undefined ? undefined : parseLocalTime(given.time),
  };
}

/** One end of a flight as the templates show it, without what the other end adds. */
export function describePlace(
  { given, airport, local }: Place,
  language: Language,
): Omit<PlaceView, 'date' | 'dayShift'> {
  const country = airport && language.nameCountry(airport.countryCode);
  return {
    code: airport?.code,
    airport:
      airport?.name ??
      boundText(given.airport, maxCodeLength) ??
      language.say('flight.unknownAirport'),
    city: airport?.city === airport?.name ? undefined : airport?.city,
    country: country === airport?.city ? undefined : country,
    terminal: describeTerminal(given.terminal, language),
    clock: local && language.formatClock(local),
    timeAsGiven: local ? undefined : boundText(given.time, maxCodeLength),
  };
}

/** A place in few words: its city, or the airport as far as it is known. */
export function nameCity({ given, airport }: Place, language: Language): string {
  return (
    airport?.city ??
    boundText(given.airport, maxCodeLength) ??
    language.say('flight.unknownAirport')
  );
}

/** An airport by name and code, or the code as it was given. */
export function nameAirport({ given, airport }: Place, language: Language): string {
  return airport === undefined
    ? (boundText(given.airport, maxCodeLength) ?? language.say('flight.unknownAirport'))
    : language.say('nameAndCode', { name: airport.name, code: airport.code });
}

/** Suppliers write `2` and `Terminal 2`. */
function describeTerminal(given: string | undefined, language: Language): string | undefined {
  const terminal = boundText(given, maxCodeLength)?.replace(/^terminal\s+/iu, '');
  return terminal === undefined ? undefined : language.say('flight.terminal', { terminal });
}
