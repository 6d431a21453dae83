/** A local time as it was given, taken apart. It belongs to no zone. */
export interface LocalTime {
  year: number;
  /** From 1. */
  month: number;
  date: number;
  hour: number;
  minute: number;
  /** Days since 1 January 1970, to tell how many days lie between two dates. */
  day: number;
}

const dayMs = 86_400_000;
const pattern = /^(\d{4})-(\d{2})-(\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/u;

/**
 * Reads `YYYY-MM-DDTHH:MM` (a space and seconds are taken too) without converting anything.
 * Undefined for what is no time of the calendar, or has an offset: that is shown as it was given.
 */
export function parseLocalTime(value: string): LocalTime | undefined {
  const numbers = pattern.exec(value.trim())?.slice(1).map(Number);
  if (numbers === undefined) return undefined;
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0] = numbers;
  const midnight = new Date(Date.UTC(year, month - 1, date));
  const isReal =
    midnight.getUTCFullYear() === year &&
    midnight.getUTCMonth() === month - 1 &&
    midnight.getUTCDate() === date;
  return isReal ? { year, month, date, hour, minute, day: midnight.getTime() / dayMs } : undefined;
}

/** Minutes since the start of 1970 by this clock, to count between two times of one place. */
export function countMinutes({ day, hour, minute }: LocalTime): number {
  return (day * 24 + hour) * 60 + minute;
}
