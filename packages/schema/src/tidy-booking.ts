import { cleanText } from './clean-text.ts';
import { parseDateTime } from './parse-date-time.ts';
import { parseLocalTime } from './parse-local-time.ts';
import { parseLocale } from './parse-locale.ts';
import { parseMailbox } from './parse-mailbox.ts';
import { parseOrderNo } from './parse-order-no.ts';

type TidyText = (text: string) => string;

/** What cannot be read stays as it is, for the schema to refuse. */
function orAsGiven(parse: (text: string) => string | undefined): TidyText {
  return (text) => parse(text) ?? text;
}

/** By the field that a text stands in, at any depth; all others are cleaned. */
const tidiers = new Map<string, TidyText>([
  // A line break in these is an attack or a mistake, never untidiness.
  ['email', orAsGiven(parseMailbox)],
  ['cc', orAsGiven(parseMailbox)],
  ['trip', orAsGiven(parseOrderNo)],
  ['locale', (text) => orAsGiven(parseLocale)(cleanText(text))],
  ['expectTicketBy', (text) => orAsGiven(parseDateTime)(cleanText(text))],
  ['time', (text) => orAsGiven(parseLocalTime)(cleanText(text))],
  ['airport', (text) => cleanText(text).toUpperCase()],
  ['currency', (text) => cleanText(text).toUpperCase()],
]);

/**
 * Copies the body of a booking with every text tidied: one line, no spaces around it, and tags,
 * times and codes in their canonical form. Recursive: the caller has made sure that the nesting
 * is bounded.
 */
export function tidyBooking(value: unknown, tidyText: TidyText = cleanText): unknown {
  if (typeof value === 'string') return tidyText(value);
  if (Array.isArray(value)) return value.map((entry) => tidyBooking(entry, tidyText));
  if (typeof value !== 'object' || value === null) return value;
  // Defined, not assigned: a key named `__proto__` stays a key, to be refused like any other.
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, tidyBooking(inner, tidiers.get(key))]),
  );
}
