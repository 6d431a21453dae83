import { IntlMessageFormat } from 'intl-messageformat';
import type { LanguageFile } from '../generated/languages.ts';
import type { Language, MessageKey, MessagePart, MessageValues } from './language.ts';
import { createMoneyFormat } from './money-format.ts';

const dayMs = 86_400_000;

/**
 * Makes a language of its file: its messages are compiled here, once (ICU MessageFormat). Throws a
 * SyntaxError for a message that is none. `own` takes the place of single messages.
 */
export function createLanguage(
  file: LanguageFile,
  own: Readonly<Partial<Record<MessageKey, string>>> = {},
): Language {
  const { tag, format: formatTag, direction } = file;
  const messages = new Map(
    Object.entries({ ...file.messages, ...own }).map(([key, text]) => [
      key,
      // Messages are text, not markup.
      new IntlMessageFormat(text, formatTag, undefined, { ignoreTag: true }),
    ]),
  );
  const find = (key: MessageKey): IntlMessageFormat => {
    const message = messages.get(key);
    if (message === undefined) throw new Error(`no message "${key}" in "${tag}"`);
    return message;
  };
  const say = (key: MessageKey, values?: MessageValues) => String(find(key).format(values));

  // In UTC because it only spells digits out: no zone, and no clock change, can move the day.
  const dates = new Intl.DateTimeFormat(formatTag, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const lists = new Intl.ListFormat(formatTag, { type: 'conjunction' });
  const countries = new Intl.DisplayNames(formatTag, { type: 'region', fallback: 'none' });

  return {
    tag,
    direction,
    say,
    sayInParts: (key, values = {}) => splitMessage(find(key), values),
    formatDate: ({ day }) => dates.format(day * dayMs),
    formatClock: ({ hour, minute }) => [hour, minute].map(padClock).join(':'),
    formatDuration(minutes) {
      if (minutes <= 0) return undefined;
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return [
        ...(hours > 0 ? [say('duration.hours', { hours })] : []),
        ...(rest > 0 ? [say('duration.minutes', { minutes: rest })] : []),
      ].join(' ');
    },
    formatList: (items) => lists.format(items),
    formatMoney: createMoneyFormat(formatTag),
    nameCountry: (code) => (/^[A-Z]{2}$/u.test(code) ? countries.of(code) : undefined),
  };
}

/** Texts that are filled in come back as pieces of their own; numbers are words. */
function splitMessage(message: IntlMessageFormat, values: MessageValues): MessagePart[] {
  const filled = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? new FilledText(value) : value,
    ]),
  );
  return message
    .formatToParts<FilledText>(filled)
    .map(({ value }) =>
      value instanceof FilledText
        ? { kind: 'value', text: value.text }
        : { kind: 'words', text: String(value) },
    );
}

/** Tells a text that was filled in from the words around it; also chooses between cases of a message. */
class FilledText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

function padClock(value: number): string {
  return String(value).padStart(2, '0');
}
