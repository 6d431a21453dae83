import { isRealDay } from './is-real-day.ts';

const form = /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?$/;

/**
 * Reads a time that is local to an airport, with `T` or a space before the hour, and writes it
 * `YYYY-MM-DDTHH:MM`. `undefined` for anything else; an offset above all, since such a time is
 * never converted.
 */
export function parseLocalTime(text: string): string | undefined {
  const [, day = '', time = ''] = form.exec(text) ?? [];
  return isRealDay(day) ? `${day}T${time}` : undefined;
}
