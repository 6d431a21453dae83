import { parse } from '@formatjs/icu-messageformat-parser';
import { english } from '../../generated/languages.ts';
import { readMessageUses } from '../../language/message-uses.ts';

/** The names of the values that a message is given; undefined for what is none of our messages. */
export function findMessageValues(key: string): string[] | undefined {
  const messages: Readonly<Record<string, string>> = english.messages;
  const text = Object.hasOwn(messages, key) ? messages[key] : undefined;
  return text === undefined
    ? undefined
    : [...readMessageUses(parse(text, { ignoreTag: true })).kinds.keys()];
}
