import { findOffsetMinutes } from '../airports/offset-minutes.ts';
import { countMinutes } from '../local-time/parse-local-time.ts';
import type { Place } from './places.ts';

/**
 * The minutes from the time at one place to the time at another, negative when it comes first.
 * Undefined where the two offsets from UTC are not beyond doubt: two local times alone tell nothing.
 */
export function countElapsedMinutes(from: Place, to: Place): number | undefined {
  const [start, end] = [from, to].map(countUtcMinutes);
  return start === undefined || end === undefined ? undefined : end - start;
}

function countUtcMinutes({ local, airport }: Place): number | undefined {
  if (local === undefined || airport === undefined) return undefined;
  const offset = findOffsetMinutes(airport.timeZone, local);
  return offset === undefined ? undefined : countMinutes(local) - offset;
}
