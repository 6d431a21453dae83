import { maskMailboxes } from '@ticketpost/schema';

const hidden = '•••';

/** Shorter words stand in too many other ones. */
const shortestWord = 3;

/** Longer answers are cut: the order's page has them whole. */
const longestAnswer = 300;

/**
 * A mail server's answer with the mailboxes in it masked, and what is known to be personal hidden:
 * servers name the part before the `@` alone, too, and some quote what they were sent.
 */
export function maskAnswer(answer: string, personal: Iterable<string>): string {
  const words = [...new Set([...personal].flatMap((text) => text.split(/[^\p{L}\p{N}.+-]+/u)))]
    .filter((word) => word.length >= shortestWord)
    .toSorted((one, other) => other.length - one.length);
  let masked = maskMailboxes(answer.replaceAll(/\s+/g, ' ').trim());
  for (const word of words) {
    masked = masked.replaceAll(
      new RegExp(
        `(?<![\\p{L}\\p{N}])${word.replaceAll(/[.+]/g, String.raw`\$&`)}(?![\\p{L}\\p{N}])`,
        'giu',
      ),
      hidden,
    );
  }
  return masked.length <= longestAnswer ? masked : `${masked.slice(0, longestAnswer)}…`;
}
