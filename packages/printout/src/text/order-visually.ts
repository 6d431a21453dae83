import type { EmbeddingLevels } from 'bidi-js';
import bidiFactory from 'bidi-js/dist/bidi.mjs';
import type { FacedText } from './assign-faces.ts';
import type { Span } from './break-lines.ts';
import type { Face } from '../fonts/face.ts';

/** A piece of a line in one face, to be drawn as it is, from its left end. */
export interface Run {
  text: string;
  face: Face;
}

const bidi = bidiFactory();
/** Letters that join, with their marks: the font engine shapes and turns around such a word itself. */
const joinedWordOrCharacter = /[\p{Script=Arabic}\u0640][\p{Script=Arabic}\p{M}\u0640]*|.\p{M}*/gsu;

/** The writing directions in a text (Unicode Bidirectional Algorithm, UAX 9). */
export function findLevels(text: string, direction: 'ltr' | 'rtl'): EmbeddingLevels {
  return bidi.getEmbeddingLevels(text, direction);
}

/** The runs of one line from left to right. What only steers the writing direction is in none. */
export function orderVisually(
  { text, faces }: FacedText,
  levels: EmbeddingLevels,
  line: Span,
): Run[] {
  if (line.end <= line.start) return [];
  // The answer is about the whole text, with only this part of it put in order.
  const order = bidi
    .getReorderedIndices(text, levels, line.start, line.end - 1)
    .slice(line.start, line.end);
  return joinAlike(order, { faces, levels: levels.levels }).flatMap(
    ({ start, end, face, level }) =>
      level % 2 === 0
        ? [{ text: text.slice(start, end), face }]
        : turnAround(text.slice(start, end)).map((piece) => ({ text: piece, face })),
  );
}

/** Neighbours on the line that are neighbours in the text too, in one face and one direction. */
function joinAlike(
  order: readonly number[],
  { faces, levels }: { faces: FacedText['faces']; levels: Uint8Array },
) {
  const runs: (Span & { face: Face; level: number })[] = [];
  for (const index of order) {
    const face = faces[index];
    if (face === undefined) continue;
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    const neighbour = last?.face === face && last.level === level ? last : undefined;
    if (level % 2 === 0 && neighbour?.end === index) neighbour.end += 1;
    else if (level % 2 === 1 && neighbour?.start === index + 1) neighbour.start -= 1;
    else runs.push({ start: index, end: index + 1, face, level });
  }
  return runs;
}

/** A text from right to left as pieces from left to right. Brackets and the like are mirrored. */
function turnAround(text: string): string[] {
  const pieces = text.match(joinedWordOrCharacter) ?? [];
  return pieces.reverse().map((piece) => bidi.getMirroredCharacter(piece) ?? piece);
}
