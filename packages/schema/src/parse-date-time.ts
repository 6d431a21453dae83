import { isRealDay } from './is-real-day.ts';

const form =
  /^(\d{4}-\d\d-\d\d)[Tt ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d+)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads a point in time in RFC 3339, whose offset is mandatory, and writes it in UTC with
 * milliseconds. `undefined` for anything else, leap seconds included.
 */
export function parseDateTime(text: string): string | undefined {
  const [, day = '', time = '', fraction = '.0', offset = ''] = form.exec(text) ?? [];
  if (!isRealDay(day)) return undefined;
  const date = new Date(`${day}T${time}${fraction.slice(0, 4)}${offset.toUpperCase()}`);
  const utc = date.toISOString();
  // Beyond the years 0000 to 9999 there are signs and more digits, which RFC 3339 has not.
  return /^\d/.test(utc) ? utc : undefined;
}
