import type { Line, TextStyle } from '../text/set-text.ts';

/** What a text is to those who have the page read out to them (PDF structure types). */
export type Role = 'H1' | 'H2' | 'H3' | 'P';

/** Where a text begins and ends: at its reading start, in the middle, or at its reading end. */
export type Alignment = 'start' | 'center' | 'end';

/** Lines of one text, at their place in a piece. Distances run from where reading starts. */
export interface SetText {
  kind: 'text';
  lines: Line[];
  style: TextStyle;
  role: Role;
  alignment: Alignment;
  /** From the piece's reading start and its top; points. */
  start: number;
  top: number;
  width: number;
  /** From one line to the next. */
  leading: number;
}

export interface SetImage {
  kind: 'image';
  content: Buffer;
  /** Instead of the image, for those who cannot see it. */
  alternative: string;
  start: number;
  top: number;
  width: number;
  height: number;
}

/** What is never split between two pages. */
export interface Piece {
  height: number;
  marks: (SetText | SetImage)[];
}

/** A surface or a line around or below what belongs together. */
export type Frame =
  | { kind: 'panel'; fill: string; stroke: string }
  | { kind: 'rule'; ink: string; thickness: number };

/** Pieces that stay on one page when they fit on one. */
export interface Group {
  pieces: Piece[];
  frame?: Frame;
  /** Between the frame and what is in it: at both ends of the lines, above and below. */
  padding?: { inline: number; block: number };
  /** Above, unless it begins a page. */
  gap: number;
  /** Of no use without what follows: a heading. */
  staysWithNext?: boolean;
}
