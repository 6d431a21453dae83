import { parse } from '@formatjs/icu-messageformat-parser';
import { formatToParts, IntlMessageFormat, type Formatters } from 'intl-messageformat';
import { isolateText } from './isolate-text.ts';
import type { MessagePart, MessageValues } from './language.ts';

/** One message of one language, compiled. */
export interface Message {
  say(values?: MessageValues): string;
  sayInParts(values?: MessageValues): MessagePart[];
}

/** What the messages of one language share. */
interface MessageContext {
  formatTag: string;
  direction: 'ltr' | 'rtl';
  formatters: Formatters;
}

/**
 * Compiles an ICU message. Throws a SyntaxError for a text that is none; later, a value that is
 * missing is an error too.
 */
export function createMessage(text: string, context: MessageContext): Message {
  const { formatTag, direction, formatters } = context;
  // Messages are text, not markup.
  const elements = parse(text, { ignoreTag: true });
  const { formats } = IntlMessageFormat;
  // Not an IntlMessageFormat each: that looks its locale up anew for every message.
  const fill = <Value>(values: Readonly<Record<string, Value | string | number>>) =>
    formatToParts<Value>(elements, formatTag, formatters, formats, values, undefined, text);

  const sayInParts = (values: MessageValues = {}): MessagePart[] =>
    fill(markTexts(values)).map(({ value }) =>
      value instanceof FilledText
        ? { kind: 'value', text: value.text }
        : { kind: 'words', text: value },
    );
  const say =
    direction === 'rtl'
      ? (values?: MessageValues) => sayInParts(values).map(spellPart).join('')
      : (values: MessageValues = {}) => fill<string>(values).reduce(append, '');
  return { say, sayInParts };
}

function append(text: string, { value }: { value: string }): string {
  return text + value;
}

function spellPart({ kind, text }: MessagePart): string {
  return kind === 'value' ? isolateText(text) : text;
}

/** Texts come back as pieces of their own then; numbers are words. */
function markTexts(values: MessageValues): Record<string, FilledText | number> {
  const marked: Record<string, FilledText | number> = {};
  for (const [name, value] of Object.entries(values)) {
    marked[name] = typeof value === 'string' ? new FilledText(value) : value;
  }
  return marked;
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
