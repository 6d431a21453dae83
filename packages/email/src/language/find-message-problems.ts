import { parse } from '@formatjs/icu-messageformat-parser';
import { english } from '../generated/languages.ts';
import { readMessageUses, type MessageUses } from './message-uses.ts';
import type { MessageProblem } from './own-messages.ts';

/** Finds what is wrong with messages that are to take the place of ours, each for itself. */
export function findMessageProblems(
  language: string,
  messages: Readonly<Record<string, string>>,
): MessageProblem[] {
  return Object.entries(messages).flatMap(([key, text]) =>
    findProblems(key, text).map((problem) => ({ ...problem, language, key })),
  );
}

type Finding = Pick<MessageProblem, 'code' | 'message' | 'remedy'>;

function findProblems(key: string, text: string): Finding[] {
  if (!isOurs(key)) {
    const message = 'no message has this key';
    return [{ code: 'unknown_message', message, remedy: 'take a key of locales/en.json' }];
  }
  const uses = readUses(text);
  if ('reason' in uses) {
    const message = `it is no ICU message: ${uses.reason}`;
    const remedy = 'close every brace, and put a brace that is no gap between apostrophes';
    return [{ code: 'unreadable_message', message, remedy }];
  }
  return compareUses(uses, parseUses(english.messages[key]));
}

/** A message may leave values out, but use none that it is not given, or not as what it is given. */
function compareUses({ kinds, refused }: MessageUses, given: MessageUses): Finding[] {
  const names = [...kinds.keys()];
  const unknown = names.filter((name) => !given.kinds.has(name));
  const uncountable = names.filter(
    (name) => kinds.get(name) === 'number' && given.kinds.get(name) === 'text',
  );
  const known = [...given.kinds.keys()].map((name) => `{${name}}`).join(', ');
  return [
    ...unknown.map((name) => ({
      code: 'unknown_value' as const,
      message: `it is not given {${name}}`,
      remedy: known === '' ? 'write it without gaps' : `use ${known}`,
    })),
    ...uncountable.map((name) => ({
      code: 'unfit_value' as const,
      message: `{${name}} is a text and cannot be counted`,
      remedy: `write {${name}} alone, or choose with a select`,
    })),
    ...refused.map((name) => ({
      code: 'unfit_value' as const,
      message: `{${name}} is no date, no time and no tag, and numbers have no styles here`,
      remedy: `write {${name}} alone`,
    })),
  ];
}

function readUses(text: string): MessageUses | { reason: string } {
  try {
    return parseUses(text);
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function parseUses(text: string): MessageUses {
  return readMessageUses(parse(text, { ignoreTag: true }));
}

function isOurs(key: string): key is keyof typeof english.messages {
  return Object.hasOwn(english.messages, key);
}
