import type { Segment } from '@ticketpost/schema';
import type { Language } from '../language/language.ts';
import { countMinutes } from '../local-time/parse-local-time.ts';
import { isSameCode } from './airlines.ts';
import { nameCity, readPlace } from './places.ts';

/**
 * From where a journey starts to where it leads, for example `Guangzhou – Hangzhou`: the end of the
 * outbound direction. Without directions it is where the last flight arrives, or, of a journey back
 * to its start, where one stays longest. Undefined where the times do not tell that.
 */
export function summarizeRoute(
  segments: readonly Segment[],
  language: Language,
): string | undefined {
  const [first] = segments;
  const last = findTurn(segments);
  if (first === undefined || last === undefined) return undefined;
  return language.say('flight.route', {
    departure: nameCity(readPlace(first.departure), language),
    arrival: nameCity(readPlace(last.arrival), language),
  });
}

function findTurn(segments: readonly Segment[]): Segment | undefined {
  const [first] = segments;
  const last = segments.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const { direction } = first;
  const ways = segments.filter((segment) => segment.direction === direction);
  if (ways.length < segments.length) return ways.at(-1);
  return isSameCode(first.departure.airport, last.arrival.airport)
    ? findLongestStay(segments)
    : last;
}

/** The flight after which one stays longest. */
function findLongestStay(segments: readonly Segment[]): Segment | undefined {
  const stays = segments.slice(0, -1).map((segment, index) => {
    const from = readPlace(segment.arrival).local;
    const next = segments[index + 1];
    const to = next && readPlace(next.departure).local;
    return { segment, minutes: from && to ? countMinutes(to) - countMinutes(from) : NaN };
  });
  if (stays.length === 1) return stays[0]?.segment;
  const longest = Math.max(...stays.map(({ minutes }) => minutes));
  return stays.find(({ minutes }) => minutes === longest)?.segment;
}
