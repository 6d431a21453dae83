import { english, languageFiles, type LanguageFile } from '../generated/languages.ts';
import { describeLikely } from './choose-language.ts';
import { findMessageProblems } from './find-message-problems.ts';
import type { MessageKey } from './language.ts';
import type { MessageProblem, OwnMessages } from './own-messages.ts';

type Reading =
  | { kind: 'files'; files: [LanguageFile, ...LanguageFile[]] }
  | { kind: 'invalid'; problems: MessageProblem[] };

/** Scripts written from right to left (ISO 15924) of languages that are written today. */
const rightToLeft = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);

/**
 * Puts an agency's own messages in the place of ours. A tag that is none of ours adds a language,
 * which then needs every message: a mail half in one language and half in another helps nobody.
 */
export function readOwnMessages(own: OwnMessages): Reading {
  const files = new Map(languageFiles.map((file) => [file.tag, file]));
  const problems: MessageProblem[] = [];
  for (const [language, messages] of Object.entries(own)) {
    const tag = readTag(language);
    if (tag === undefined) {
      const message = 'no language with this tag is known';
      const remedy = `take one of ours (${listTags()}), or another BCP 47 tag`;
      problems.push({ code: 'unknown_language', language, message, remedy });
      continue;
    }
    problems.push(...findMessageProblems(language, messages));
    const file = files.get(tag) ?? startLanguage(tag);
    const merged = { ...file.messages, ...messages };
    if (hasEveryMessage(merged)) files.set(tag, { ...file, messages: merged });
    else problems.push(describeMissing(language, merged));
  }
  if (problems.length > 0) return { kind: 'invalid', problems };
  const others = [...files.values()].filter(({ tag }) => tag !== english.tag);
  return { kind: 'files', files: [files.get(english.tag) ?? english, ...others] };
}

/** The canonical form of a BCP 47 tag that Intl has dates, lists and plurals for. */
function readTag(language: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0];
  } catch {
    return undefined;
  }
}

function startLanguage(tag: string) {
  const direction = rightToLeft.has(describeLikely(tag)?.script ?? '') ? 'rtl' : 'ltr';
  return { tag, format: tag, direction, name: tag, messages: {} } as const;
}

const keys = Object.keys(english.messages);

function hasEveryMessage(
  messages: Readonly<Record<string, string>>,
): messages is Record<MessageKey, string> {
  return keys.every((key) => Object.hasOwn(messages, key));
}

function describeMissing(
  language: string,
  messages: Readonly<Record<string, string>>,
): MessageProblem {
  const missing = keys.filter((key) => !Object.hasOwn(messages, key));
  const message = `it is none of ours (${listTags()}), and to be one more it lacks ${missing.join(', ')}`;
  return { code: 'incomplete_language', language, message, remedy: 'add the rest' };
}

function listTags(): string {
  return languageFiles.map(({ tag }) => tag).join(', ');
}
