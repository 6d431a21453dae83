import { parseDateTime } from './parse-date-time.ts';
import { parseLocalTime } from './parse-local-time.ts';
import { parseLocale } from './parse-locale.ts';
import { parseMailbox } from './parse-mailbox.ts';

interface Format {
  /** `undefined` for a text that is not in the format. */
  parse: (text: string) => string | undefined;
  /** What a problem says; about the format only, never about the value. */
  message: string;
}

/** The values of `format` in our schemas. */
export const formats: Readonly<Record<string, Format>> = {
  mailbox: {
    parse: parseMailbox,
    message: 'must be one mailbox, local@domain, without a name or anything around it',
  },
  'date-time': {
    parse: parseDateTime,
    message: 'must be a time in RFC 3339 with an offset, such as 2026-11-24T18:00:00Z',
  },
  'airport-local-time': {
    parse: parseLocalTime,
    message:
      'must be YYYY-MM-DDTHH:MM without an offset or Z: times are local to the airport and never converted',
  },
  'language-tag': {
    parse: parseLocale,
    message: 'must be a language tag (BCP 47), such as en-GB',
  },
};
