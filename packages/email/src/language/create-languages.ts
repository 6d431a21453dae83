import { createLanguage } from './create-language.ts';
import type { Language } from './language.ts';
import { OwnMessagesError, type OwnMessages } from './own-messages.ts';
import { readOwnMessages } from './read-own-messages.ts';

/**
 * Makes every language that mails are written in, English first: those of `locales/`, with an
 * agency's own messages in the place of ours, and the languages these add. Throws an
 * `OwnMessagesError` that names everything which is wrong with them.
 */
export function createLanguages(own: OwnMessages = {}): [Language, ...Language[]] {
  const reading = readOwnMessages(own);
  if (reading.kind === 'invalid') throw new OwnMessagesError(reading.problems);
  const [english, ...others] = reading.files;
  return [createLanguage(english), ...others.map(createLanguage)];
}
