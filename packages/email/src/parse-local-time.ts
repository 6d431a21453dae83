/** A local time as it was given, taken apart. */
export interface LocalTime {
  /** Written out, for example `Tue 24 Nov 2026`. */
  date: string;
  /** `HH:MM`. */
  clock: string;
  /** Days since 1 January 1970, to tell how many days lie between two dates. */
  day: number;
}

const dayMs = 86_400_000;
const pattern = /^(\d{4})-(\d{2})-(\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?$/u;

/** In UTC because it only spells digits out: no zone, and no clock change, can move the day. */
const spelling = new Intl.DateTimeFormat('en-US', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/**
 * Reads `YYYY-MM-DDTHH:MM` (a space and seconds are taken too) without converting anything.
 * Undefined for what is no time of the calendar, or has an offset: that is shown as it was given.
 */
export function parseLocalTime(value: string): LocalTime | undefined {
  const [, year = '', month = '', date = '', clock] = pattern.exec(value) ?? [];
  if (clock === undefined) return undefined;
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  if (midnight.toISOString().slice(0, 10) !== `${year}-${month}-${date}`) return undefined;
  return { date: spellDate(midnight), clock, day: midnight.getTime() / dayMs };
}

function spellDate(midnight: Date): string {
  const parts = new Map(spelling.formatToParts(midnight).map(({ type, value }) => [type, value]));
  return (['weekday', 'day', 'month', 'year'] as const).map((type) => parts.get(type)).join(' ');
}
