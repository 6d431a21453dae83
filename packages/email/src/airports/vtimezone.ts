import ICAL from 'ical.js';
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import type { LocalTime } from '../local-time/parse-local-time.ts';

/** A time zone as a calendar file carries it (RFC 5545, 3.6.5). */
export interface Vtimezone {
  /** The component as jCal (RFC 7265). Its TZID is the name it was asked for by. */
  jCal: readonly unknown[];
  /** What a reader makes of it: minutes east of UTC at this local time. */
  readOffset(local: LocalTime): number;
}

let names: ReadonlySet<string> | undefined;
const found = new Map<string, Vtimezone>();

/**
 * Finds the zone of an IANA name; undefined for a name that is none. The blocks of
 * `timezones-ical-library` hold today's rule alone, so a reader of them can be wrong about a date
 * before a zone changed its rule, or about a rule the block only comes near to: ask
 * `findOffsetMinutes` whether a local time may be given in it.
 */
export function findVtimezone(timeZone: string): Vtimezone | undefined {
  const known = found.get(timeZone);
  if (known !== undefined) return known;
  // Asked for a name it does not have, the library writes to the console.
  names ??= new Set(tzlib_get_timezones());
  if (!names.has(timeZone)) return undefined;
  const vtimezone = createVtimezone(timeZone);
  found.set(timeZone, vtimezone);
  return vtimezone;
}

function createVtimezone(timeZone: string): Vtimezone {
  const [block = ''] = tzlib_get_ical_block(timeZone);
  const component = ICAL.Component.fromString(block);
  // The block of a link (Europe/Oslo) bears the name of what it links to (Europe/Berlin).
  component.updatePropertyWithValue('tzid', timeZone);
  component.updatePropertyWithValue('x-lic-location', timeZone);
  const zone = new ICAL.Timezone({ component, tzid: timeZone });
  return {
    jCal: component.jCal,
    readOffset({ year, month, date, hour, minute }) {
      const parts = { year, month, day: date, hour, minute, second: 0 };
      return zone.utcOffset(new ICAL.Time(parts, ICAL.Timezone.localTimezone)) / 60;
    },
  };
}
