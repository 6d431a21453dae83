import type { FlightTimes, PlacedTime } from '../airports/flight-times.ts';
import type { JCalProperty } from './jcal.ts';

export interface EventTimes {
  properties: JCalProperty[];
  /** The zones that the properties name. */
  zones: string[];
}

/**
 * The times of a calendar entry: each in the zone of its airport, floating where that is not known.
 * With only one of the two zones known the length stands in place of the end, if it is told: a
 * reader puts a floating time into its own zone, and an end in another one could come before the
 * start.
 */
export function createEventTimes({ departure, arrival, minutes }: FlightTimes): EventTimes {
  const start = createTime('dtstart', departure);
  const isEndComparable =
    arrival !== undefined && (arrival.zone === undefined) === (departure.zone === undefined);
  if (!isEndComparable) {
    const end = minutes === undefined ? [] : [createDuration(minutes)];
    return { properties: [start, ...end], zones: listZones(departure) };
  }
  return {
    properties: [start, createTime('dtend', arrival)],
    zones: [...listZones(departure), ...listZones(arrival)],
  };
}

function listZones({ zone }: PlacedTime): string[] {
  return zone === undefined ? [] : [zone.name];
}

function createTime(name: 'dtstart' | 'dtend', { local, zone }: PlacedTime): JCalProperty {
  const { year, month, date, hour, minute } = local;
  const day = [String(year), pad(month), pad(date)].join('-');
  const parameters: Record<string, string> = zone === undefined ? {} : { tzid: zone.name };
  return [name, parameters, 'date-time', `${day}T${pad(hour)}:${pad(minute)}:00`];
}

function createDuration(minutes: number): JCalProperty {
  return ['duration', {}, 'duration', `PT${Math.floor(minutes / 60)}H${minutes % 60}M`];
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
