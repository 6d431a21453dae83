import type { Face, Faces, Weight } from '../fonts/face.ts';
import { assignFaces, type FacedText } from './assign-faces.ts';
import { breakLines, type Span } from './break-lines.ts';
import { findLevels, orderVisually, type Run } from './order-visually.ts';

export interface TextStyle {
  /** Points. */
  size: number;
  weight: Weight;
  /** `#rrggbb`. */
  ink: string;
}

/** One line, ready to be drawn. */
export interface Line {
  /** As it is read. */
  text: string;
  /** From left to right. */
  runs: (Run & { width: number })[];
  width: number;
}

/** How wide a text without a line break is in one face, in points. */
export type Ruler = (text: string, face: Face, size: number) => number;

export interface TextSetter {
  /** Sets a text in lines no wider than `maxWidth` points. */
  setText(text: string, style: TextStyle, maxWidth: number): Line[];
}

/** Makes what turns texts into lines: fonts found, lines broken, writing directions put in order. */
export function createTextSetter({
  faces,
  direction,
  ruler,
}: {
  faces: Faces;
  direction: 'ltr' | 'rtl';
  ruler: Ruler;
}): TextSetter {
  return {
    setText(text, { size, weight }, maxWidth) {
      const faced = assignFaces(text, faces[weight]);
      const levels = findLevels(faced.text, direction);
      const measure = (span: Span) =>
        listRuns(faced, span).reduce((sum, run) => sum + ruler(run.text, run.face, size), 0);
      return breakLines(faced.text, { maxWidth, measure }).map((span) => {
        const runs = orderVisually(faced, levels, span).map((run) => {
          // A font may have one glyph for both: a text that is copied has spaces.
          const drawn = run.text.replaceAll('\u00a0', ' ');
          return { ...run, text: drawn, width: ruler(drawn, run.face, size) };
        });
        return {
          text: readable(faced.text.slice(span.start, span.end)),
          runs,
          width: runs.reduce((sum, run) => sum + run.width, 0),
        };
      });
    },
  };
}

/** The parts of a text that are in one face each, in the order of reading. */
function listRuns({ text, faces }: FacedText, { start, end }: Span): Run[] {
  const runs: Run[] = [];
  for (let index = start; index < end; index++) {
    const face = faces[index];
    if (face === undefined) continue;
    const last = runs.at(-1);
    const unit = text.charAt(index);
    if (last?.face === face) last.text += unit;
    else runs.push({ text: unit, face });
  }
  return runs;
}

function readable(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}
