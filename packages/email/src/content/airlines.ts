import type { Itinerary, Segment } from '@ticketpost/schema';
import type { Language } from '../language/language.ts';
import { boundText } from '../safe-text/bound-text.ts';

export type Airlines = NonNullable<Itinerary['airlines']>;

export const maxAirlineLength = 80;

/** An airline by name and code, or by its code where the itinerary does not name it. */
export function describeAirline(
  code: string,
  airlines: Airlines,
  language: Language,
): string | undefined {
  const shownCode = boundText(code, maxAirlineLength);
  const name = nameAirline(code, airlines);
  if (name === undefined || shownCode === undefined) return name ?? shownCode;
  return language.say('nameAndCode', { name, code: shownCode });
}

/** A flight number begins with its airline's code, so a code alone is told only where it is missing. */
export function describeSeller(
  { carrier = '', flightNumber }: Segment,
  airlines: Airlines,
  language: Language,
): string | undefined {
  const isTold = nameAirline(carrier, airlines) !== undefined || flightNumber === undefined;
  return isTold ? describeAirline(carrier, airlines, language) : undefined;
}

/** The airline that flies, where it is another one than the one that sold the flight. */
export function describeOperator(
  { operatingCarrier = '', carrier, flightNumber = '' }: Segment,
  airlines: Airlines,
  language: Language,
): string | undefined {
  const seller = carrier ?? flightNumber.slice(0, operatingCarrier.length);
  return isSameCode(operatingCarrier, seller)
    ? undefined
    : describeAirline(operatingCarrier, airlines, language);
}

export function isSameCode(one: string, other: string): boolean {
  return one.trim().toUpperCase() === other.trim().toUpperCase();
}

function nameAirline(code: string, airlines: Airlines): string | undefined {
  const airline = airlines.find((one) => isSameCode(one.code, code));
  return boundText(airline?.name, maxAirlineLength);
}
