import { maskMailboxes } from '@ticketpost/schema';
import { createWordFinder, type Place } from './create-word-finder.ts';
import { listMailboxes, listPersonal, type KnownOfOrder } from './list-personal.ts';
import { listPersonalWords } from './list-personal-words.ts';
import { readEncodedLetters, readLetters } from './read-letters.ts';

const hidden = '•••';

/** The domain of a mailbox is shown, whatever the traveller's name. */
const maskedMailbox = /(•••(?:@|%40|=40)[^\s<>()[\]",;:]+)/i;

/** Hides in a text what is personal. */
export type AnswerMask = (answer: string) => string;

/**
 * Makes what masks the mailboxes in a mail server's answer and hides what else is personal of the order
 * that it is about: servers name the part before the `@` alone, too, and some quote what they were sent,
 * in their own spelling or encoded.
 */
export function createAnswerMask(known: KnownOfOrder): AnswerMask {
  const words = listPersonalWords(listPersonal(known), listMailboxes(known));
  if (words.length === 0) return maskMailboxes;
  const find = createWordFinder(words);
  const hide = (text: string) =>
    hidePlaces(text, [...find(readLetters(text)), ...find(readEncodedLetters(text))]);
  return (answer) =>
    maskMailboxes(answer)
      .split(maskedMailbox)
      .map((part, index) => (index % 2 === 1 ? part : hide(part)))
      .join('');
}

/** Blanks stay, so that one sees how many words there were. */
function hidePlaces(text: string, places: readonly Place[]): string {
  let told = '';
  let at = 0;
  for (const { start, end } of uniteOverlaps(places)) {
    told += text.slice(at, start) + text.slice(start, end).replaceAll(/\S+/g, hidden);
    at = end;
  }
  return told + text.slice(at);
}

function uniteOverlaps(places: readonly Place[]): Place[] {
  const united: Place[] = [];
  for (const { start, end } of places.toSorted((one, other) => one.start - other.start)) {
    const last = united.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else united.push({ start, end });
  }
  return united;
}
