import type { Segment } from '@ticketpost/schema';
import { readFlightTimes } from '../airports/flight-times.ts';
import type { OrderContent } from '../content/order-content.ts';
import { maxCodeLength, nameCity, readPlace } from '../content/places.ts';
import type { Language } from '../language/language.ts';
import { boundText } from '../safe-text/bound-text.ts';
import type { CalendarOptions } from './create-calendar.ts';
import { createUids } from './create-uids.ts';
import { describeFlight, describeTerminal } from './describe-flight.ts';
import { createEventTimes } from './event-times.ts';
import type { JCalComponent } from './jcal.ts';

export interface CalendarEvent {
  jCal: JCalComponent;
  /** The zones that its times name. */
  zones: string[];
}

/** Makes an entry for each flight of an order whose departure can be read. */
export function createEvents(
  content: Pick<OrderContent, 'order' | 'itinerary' | 'revision'>,
  { language, writtenAt, brandName, uidDomain }: CalendarOptions,
): CalendarEvent[] {
  const { order, itinerary, revision = 0 } = content;
  const segments = itinerary?.segments ?? [];
  const uids = createUids(order.orderNo, segments, uidDomain);
  // To the second, in UTC.
  const stamp = `${writtenAt.toISOString().slice(0, 19)}Z`;
  return segments.flatMap((segment, place) => {
    const flightTimes = readFlightTimes(segment);
    if (flightTimes === undefined) return [];
    const { properties: times, zones } = createEventTimes(flightTimes);
    const text = describeFlight(segment, { content, language, brandName });
    const jCal: JCalComponent = [
      'vevent',
      [
        ['uid', {}, 'text', uids[place] ?? ''],
        ['dtstamp', {}, 'date-time', stamp],
        ['sequence', {}, 'integer', revision],
        ...times,
        ['summary', {}, 'text', nameFlight(segment, language)],
        ['location', {}, 'text', describeTerminal(readPlace(segment.departure), language)],
        ['description', {}, 'text', text],
        ['status', {}, 'text', 'CONFIRMED'],
        ['transp', {}, 'text', 'OPAQUE'],
        // A name and an airline reference are enough to change a booking, and calendars are shared.
        ['class', {}, 'text', 'PRIVATE'],
      ],
      [],
    ];
    return [{ jCal, zones }];
  });
}

function nameFlight(segment: Segment, language: Language): string {
  const flight = boundText(segment.flightNumber, maxCodeLength);
  const departure = nameCity(readPlace(segment.departure), language);
  const arrival = nameCity(readPlace(segment.arrival), language);
  return flight === undefined
    ? language.say('calendar.titleWithoutNumber', { departure, arrival })
    : language.say('calendar.title', { flight, departure, arrival });
}
