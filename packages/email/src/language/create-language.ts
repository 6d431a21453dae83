import type { Formatters } from 'intl-messageformat';
import type { LanguageFile } from '../generated/languages.ts';
import { createDateFormat } from './date-format.ts';
import { createMessage, type Message } from './create-message.ts';
import { isolateText } from './isolate-text.ts';
import type { Language, MessageKey } from './language.ts';
import { createMoneyFormat } from './money-format.ts';

/**
 * Makes a language of its file: its messages are compiled here (ICU MessageFormat), and its formats
 * made, once. Throws a SyntaxError for a message that cannot be read.
 */
export function createLanguage(file: LanguageFile): Language {
  const { tag, format: formatTag, direction } = file;
  const context = { formatTag, direction, formatters: createFormatters(formatTag) };
  const messages = new Map<string, Message>(
    Object.entries(file.messages).map(([key, text]) => [key, createMessage(text, context)]),
  );
  const find = (key: MessageKey): Message => {
    const message = messages.get(key);
    if (message === undefined) throw new Error(`no message "${key}" in "${tag}"`);
    return message;
  };

  const lists = new Intl.ListFormat(formatTag, { type: 'conjunction' });
  const measures = new Intl.ListFormat(formatTag, { type: 'unit', style: 'narrow' });
  const countries = new Intl.DisplayNames(formatTag, { type: 'region', fallback: 'none' });

  return {
    tag,
    direction,
    say: (key, values) => find(key).say(values),
    sayInParts: (key, values) => find(key).sayInParts(values),
    formatDate: createDateFormat(formatTag),
    formatClock: ({ hour, minute }) => `${padClock(hour)}:${padClock(minute)}`,
    formatDuration(minutes) {
      if (minutes <= 0) return undefined;
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return measures.format([
        ...(hours > 0 ? [find('duration.hours').say({ hours })] : []),
        ...(rest > 0 ? [find('duration.minutes').say({ minutes: rest })] : []),
      ]);
    },
    formatList:
      direction === 'rtl'
        ? (items) => asRightToLeft(lists.format(items.map(isolateText)), items.length)
        : (items) => lists.format(items),
    formatMoney: createMoneyFormat(formatTag),
    nameCountry: (code) => (/^[A-Z]{2}$/u.test(code) ? countries.of(code) : undefined),
  };
}

/**
 * A list begins with U+200F: where HTML finds the direction of a text out for itself, it takes that
 * of the first item, isolated or not.
 */
function asRightToLeft(list: string, length: number): string {
  return length > 1 ? `\u200f${list}` : list;
}

/** One of each kind for all messages of a language. Digits are those of ticket numbers and clocks. */
function createFormatters(formatTag: string): Formatters {
  const numbers = new Intl.NumberFormat(formatTag, { numberingSystem: 'latn' });
  const cardinals = new Intl.PluralRules(formatTag);
  const ordinals = new Intl.PluralRules(formatTag, { type: 'ordinal' });
  return {
    getNumberFormat: () => numbers,
    getPluralRules: (_tag, options) => (options?.type === 'ordinal' ? ordinals : cardinals),
    getDateTimeFormat() {
      throw new Error('messages are given dates as texts, never as dates to be written');
    },
  };
}

function padClock(value: number): string {
  return String(value).padStart(2, '0');
}
