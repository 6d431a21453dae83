import type { Language } from '../language/language.ts';
import { countMinutes } from '../local-time/parse-local-time.ts';
import { isSameCode } from './airlines.ts';
import type { ConnectionView } from './confirmation-view.ts';
import { countElapsedMinutes } from './elapsed-minutes.ts';
import { nameAirport, nameCity, type Place } from './places.ts';

/** Longer than this, one stays at a place. */
const maxMinutes = 24 * 60;

/** A flight by its two ends. */
export interface Hop {
  direction: 'outbound' | 'return' | undefined;
  departure: Place;
  arrival: Place;
}

/**
 * The transfer between two flights of one direction: how long it takes at one airport, or to which
 * other airport one has to go. Nothing for a flight back to where the one before came from, for a
 * stay of more than a day, and for flights that overlap.
 */
export function describeConnection(
  before: Hop,
  next: Hop,
  language: Language,
): ConnectionView | undefined {
  if (before.direction !== next.direction || isSamePlace(before.departure, next.arrival)) {
    return undefined;
  }
  const [from, to] = [before.arrival, next.departure];
  const isSame = isSamePlace(from, to);
  const gap = countGap(from, to);
  const elapsed = countElapsedMinutes(from, to);
  // One clock for both: only where clocks change between the two is it not the time that passes.
  const minutes = elapsed ?? (isSame ? gap : undefined);
  const known = minutes ?? gap;
  if (known === undefined ? isSame : known <= 0 || known > maxMinutes) return undefined;

  const duration = minutes === undefined ? undefined : language.formatDuration(minutes);
  const text = isSame
    ? duration && language.say('connection.time', { place: nameCity(from, language), duration })
    : describeChange(from, to, { duration, language });
  if (text === undefined) return undefined;
  const nights = from.local && to.local ? to.local.day - from.local.day : 0;
  return { text, isOvernight: nights > 0 };
}

function describeChange(
  from: Place,
  to: Place,
  { duration, language }: { duration: string | undefined; language: Language },
): string {
  const airports = { arrival: nameAirport(from, language), departure: nameAirport(to, language) };
  return duration === undefined
    ? language.say('connection.otherAirport', airports)
    : language.say('connection.otherAirportTime', { ...airports, duration });
}

/** The difference of two clocks, which may be those of two zones. */
function countGap({ local: from }: Place, { local: to }: Place): number | undefined {
  return from && to ? countMinutes(to) - countMinutes(from) : undefined;
}

function isSamePlace(one: Place, other: Place): boolean {
  return isSameCode(one.given.airport, other.given.airport);
}
