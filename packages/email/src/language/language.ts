import type { LocalTime } from '../local-time/parse-local-time.ts';

/** What fills the gaps of a message. A text comes from outside and is shown as it is. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** The names of the messages that every language has; the English file is the list of them. */
export type MessageKey = keyof (typeof import('../generated/languages.ts'))['english']['messages'];

/** A piece of a message: words of ours, or a text that was filled in. */
export interface MessagePart {
  kind: 'words' | 'value';
  text: string;
}

/** One language to write mails in: its words and its ways to spell dates, numbers and lists. */
export interface Language {
  /** BCP 47, for the `lang` attribute. */
  tag: string;
  direction: 'ltr' | 'rtl';
  /**
   * A message as plain text. From right to left, texts that are filled in are isolated (U+2068 …
   * U+2069), so that a number or a Latin name stays in one piece. Throws for a value that is missing.
   */
  say(key: MessageKey, values?: MessageValues): string;
  /** The same in pieces, so that what was filled in can be escaped and isolated. */
  sayInParts(key: MessageKey, values?: MessageValues): MessagePart[];
  /** A date with its weekday, for example `Tue 24 Nov 2026`. */
  formatDate(time: LocalTime): string;
  /** `HH:MM` of 24 hours. */
  formatClock(time: LocalTime): string;
  /** For example `2 h 15 min`; undefined unless positive. */
  formatDuration(minutes: number): string | undefined;
  /** For example `A, B and C`; from right to left, each item is isolated. Empty without items. */
  formatList(items: readonly string[]): string;
  /** The digits given are kept, nothing is rounded. A currency unknown to Intl stands as its code. */
  formatMoney(price: { amount: string; currency: string }): string | undefined;
  /** A country by its ISO 3166-1 code; undefined for what is none. */
  nameCountry(code: string): string | undefined;
}
