import ICAL from 'ical.js';
import { findVtimezone } from '../airports/vtimezone.ts';
import type { OrderContent } from '../content/order-content.ts';
import type { Language } from '../language/language.ts';
import { createEvents, type CalendarEvent } from './create-events.ts';
import type { JCalComponent } from './jcal.ts';

export interface CalendarOptions {
  language: Language;
  /** When the mail is written: DTSTAMP. */
  writtenAt: Date;
  brandName: string;
  /** What the entries' UIDs end with; the mail's own domain is a good one. */
  uidDomain?: string;
}

/**
 * Makes the calendar file (RFC 5545) of the flights: an entry for each that has a readable
 * departure, in the local time of its airports. Undefined when there is none. Goes out as
 * `text/calendar; charset=utf-8; method=PUBLISH`.
 *
 * An entry keeps its UID from mail to mail, and `revision` is its SEQUENCE: what is imported later
 * replaces what was imported before. There is no ORGANIZER, although RFC 5546 asks for one in what
 * is published: calendar programs would treat the traveller as somebody invited.
 */
export function createCalendar(
  orders: readonly Pick<OrderContent, 'order' | 'itinerary' | 'revision'>[],
  options: CalendarOptions,
): string | undefined {
  const events = orders.flatMap((content) => createEvents(content, options));
  if (events.length === 0) return undefined;
  const calendar: JCalComponent = [
    'vcalendar',
    [
      ['version', {}, 'text', '2.0'],
      ['prodid', {}, 'text', '-//Ticketpost//Ticketpost//EN'],
      ['calscale', {}, 'text', 'GREGORIAN'],
      ['method', {}, 'text', 'PUBLISH'],
    ],
    [...listVtimezones(events), ...events.map(({ jCal }) => jCal)],
  ];
  // The library counts the space in front of a folded line for nothing: 75 octets with it.
  ICAL.foldLength = 74;
  return ICAL.stringify(calendar);
}

/** Each zone that an entry names, once. */
function listVtimezones(events: readonly CalendarEvent[]) {
  const names = [...new Set(events.flatMap(({ zones }) => zones))];
  return names.map(findVtimezone).flatMap((vtimezone) => (vtimezone ? [vtimezone.jCal] : []));
}
