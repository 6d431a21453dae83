import type { PersonalWord } from './list-personal-words.ts';
import type { Letter } from './read-letters.ts';

/** Where in a text something stands. */
export interface Place {
  start: number;
  end: number;
}

interface Node {
  next: Map<string, Node>;
  words: PersonalWord[];
}

/**
 * Makes what finds the places of words among the letters of a text. From each letter it goes on no further
 * than the longest word, so hostile texts take no longer than others.
 */
export function createWordFinder(
  words: readonly PersonalWord[],
): (letters: readonly Letter[]) => Place[] {
  const root: Node = { next: new Map(), words: [] };
  const known = new Set<string>();
  for (const word of words) {
    const key = `${word.letters} ${word.mayBeSpread} ${word.mayBeWithin}`;
    if (known.has(key)) continue;
    known.add(key);
    nodeOf(root, word.letters).words.push(word);
  }
  return (letters) =>
    letters.flatMap((first, index) => {
      const end = findEnd(root, letters, index);
      return end === undefined ? [] : { start: first.start, end };
    });
}

function nodeOf(root: Node, letters: string): Node {
  let node = root;
  for (const letter of letters) {
    const next = node.next.get(letter) ?? { next: new Map(), words: [] };
    node.next.set(letter, next);
    node = next;
  }
  return node;
}

/** Where the longest word ends that begins with this letter. */
function findEnd(root: Node, letters: readonly Letter[], first: number): number | undefined {
  const beginsWord = first === 0 || letters[first]?.gap !== 'none';
  let node: Node | undefined = root;
  let isSpread = false;
  let found: number | undefined;
  for (let index = first; ; index += 1) {
    const at = letters[index];
    if (at === undefined) return found;
    node = node.next.get(at.letter);
    if (node === undefined) return found;
    isSpread ||= index > first && at.gap === 'wide';
    const isWord = beginsWord && letters[index + 1]?.gap !== 'none';
    const fits = ({ mayBeSpread, mayBeWithin }: PersonalWord) =>
      (mayBeSpread || !isSpread) && (mayBeWithin || isWord);
    if (node.words.some(fits)) found = at.end;
  }
}
