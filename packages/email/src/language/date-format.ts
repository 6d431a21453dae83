import type { Language } from './language.ts';

const dayMs = 86_400_000;

/**
 * Makes the way a language writes a date with its weekday, without the commas that would run into
 * those of a line: `Tue 24 Nov 2026`, `2026年11月24日 周二`. Always the Gregorian calendar, which tickets
 * are issued by.
 */
export function createDateFormat(formatTag: string): Language['formatDate'] {
  const asTickets = {
    calendar: 'gregory',
    numberingSystem: 'latn',
    // It only spells digits out: no zone, and no clock change, can move the day.
    timeZone: 'UTC',
  } as const;
  const weekday = { weekday: 'short' } as const;
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const weekdays = new Intl.DateTimeFormat(formatTag, { ...asTickets, ...weekday });
  const dates = new Intl.DateTimeFormat(formatTag, { ...asTickets, ...date });
  const [first] = new Intl.DateTimeFormat(formatTag, {
    ...asTickets,
    ...weekday,
    ...date,
  }).formatToParts(0);
  const parts = first?.type === 'weekday' ? [weekdays, dates] : [dates, weekdays];

  return ({ day }) => parts.map((part) => part.format(day * dayMs)).join(' ');
}
