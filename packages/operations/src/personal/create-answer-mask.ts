import { maskMailboxes } from '@ticketpost/schema';
import { listPersonal, type KnownOfOrder } from './list-personal.ts';

const hidden = '•••';

/** Shorter words stand in too many other ones. */
const shortestWord = 3;

/** The domain of a mailbox is shown, whatever the traveller's name. */
const maskedMailbox = String.raw`${hidden}(?:@|%40|=40)[^\s<>()[\]",;:]+`;

/** Hides in a text what is personal. */
export type AnswerMask = (answer: string) => string;

/**
 * Makes what masks the mailboxes in a mail server's answer and hides what else is personal of the order
 * that it is about: servers name the part before the `@` alone, too, and some quote what they were sent.
 */
export function createAnswerMask(known: KnownOfOrder): AnswerMask {
  const texts = listPersonal(known);
  const words = [...new Set(texts.flatMap((text) => text.split(/[^\p{L}\p{N}.+-]+/u)))]
    .filter((word) => word.length >= shortestWord)
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.replaceAll(/[.+]/g, String.raw`\$&`));
  if (words.length === 0) return maskMailboxes;
  const wanted = new RegExp(
    `${maskedMailbox}|(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return (answer) =>
    maskMailboxes(answer).replaceAll(wanted, (found) =>
      found.startsWith(hidden) ? found : hidden,
    );
}
