import type { Face } from '../fonts/face.ts';

/** A text in which every character has a face to draw it. */
export interface FacedText {
  text: string;
  /** For each UTF-16 unit; undefined for what only steers the writing direction. */
  faces: (Face | undefined)[];
}

/** Stands where no font has a glyph. */
export const replacement = '\ufffd';
const unseen = /^\p{Default_Ignorable_Code_Point}$/u;
const mark = /^\p{M}$/u;
const emojiModifier = /^\p{Emoji_Modifier}$/u;

/**
 * Finds for each character the first face that has a glyph for it; one that none has becomes U+FFFD,
 * so that it is seen to be missing. A combining mark stays with the face of its letter.
 */
export function assignFaces(text: string, order: readonly Face[]): FacedText {
  const units: string[] = [];
  const faces: (Face | undefined)[] = [];
  const add = (character: string, face: Face | undefined): void => {
    units.push(character);
    faces.push(...Array<Face | undefined>(character.length).fill(face));
  };
  const find = (character: string) =>
    order.find(({ codePoints }) => codePoints.has(character.codePointAt(0) ?? 0));
  const replacementFace = find(replacement);

  let base: Face | undefined;
  for (const character of text.normalize('NFC')) {
    if (unseen.test(character)) {
      add(character, undefined);
      continue;
    }
    if (mark.test(character) && base?.codePoints.has(character.codePointAt(0) ?? 0)) {
      add(character, base);
      continue;
    }
    if (emojiModifier.test(character) && units.at(-1) === replacement) continue;
    const shown = shape(character);
    const face = find(shown);
    base = mark.test(character) ? base : face;
    if (face === undefined) add(replacement, replacementFace);
    else add(shown, face);
  }
  return { text: units.join(''), faces };
}

/** Spaces of every width are one and the same here, and no line break is drawn. */
function shape(character: string): string {
  return /^\s$/u.test(character) && character !== '\u00a0' ? ' ' : character;
}
