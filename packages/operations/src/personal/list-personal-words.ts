import { readLetters } from './read-letters.ts';

/** What is looked for in a text, in letters and digits alone. */
export interface PersonalWord {
  letters: string;
  /** Its letters may stand apart, by whatever stands between them. */
  mayBeSpread: boolean;
  /** It may stand within a longer word. */
  mayBeWithin: boolean;
}

/** Shorter words stand in too many other ones. */
const shortestWord = 3;
const shortestPair = 4;
/** So long, a word is hardly met by chance. */
const rareLength = 6;
const shortestWithin = 10;
/** No mailbox in base64 is longer. */
const longestWord = 512;

/** The words of personal texts, each two that are neighbours in either order, and mailboxes in base64. */
export function listPersonalWords(
  texts: readonly string[],
  mailboxes: readonly string[],
): PersonalWord[] {
  return [
    ...texts.flatMap(listWords),
    ...texts.flatMap(listPairs),
    ...mailboxes.flatMap(listEncodings),
  ].filter(({ letters }) => letters.length <= longestWord);
}

function listWords(text: string): PersonalWord[] {
  return text
    .split(/[^\p{L}\p{M}\p{N}.+-]+/u)
    .filter((word) => word.length >= shortestWord)
    .map(toLetters)
    .filter((letters) => letters.length >= 2)
    .map((letters) => ({
      letters,
      mayBeSpread: letters.length >= rareLength,
      mayBeWithin: letters.length >= shortestWithin && /^\d+$/.test(letters),
    }));
}

/** The last word is the first one's neighbour: a name is told with its surname first or last. */
function listPairs(text: string): PersonalWord[] {
  const parts = text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(toLetters)
    .filter((part) => part !== '');
  if (parts.length < 2) return [];
  return parts
    .flatMap((part, index) => {
      const next = parts[(index + 1) % parts.length] ?? '';
      return [part + next, next + part];
    })
    .filter((letters) => letters.length >= shortestPair)
    .map((letters) => ({
      letters,
      mayBeSpread: true,
      mayBeWithin: letters.length >= rareLength,
    }));
}

/** Whole, and without the last octets, which look otherwise when something follows. */
function listEncodings(mailbox: string): PersonalWord[] {
  return [...new Set([mailbox, mailbox.toLowerCase()])].flatMap((spelling) => {
    const octets = Buffer.from(spelling);
    return [octets, octets.subarray(0, octets.length - (octets.length % 3))]
      .map((some) => toLetters(some.toString('base64')))
      .filter((letters) => letters.length >= shortestWithin)
      .map((letters) => ({ letters, mayBeSpread: true, mayBeWithin: true }));
  });
}

function toLetters(text: string): string {
  return readLetters(text)
    .map(({ letter }) => letter)
    .join('');
}
