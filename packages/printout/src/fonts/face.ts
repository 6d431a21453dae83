export type Weight = 'regular' | 'bold';

/** One part of a font, for a script or two, at one weight. */
export interface Face {
  /** Unique among all. */
  name: string;
  /** OpenType, not packed. */
  source: Buffer;
  /** The code points it has a glyph for. */
  codePoints: ReadonlySet<number>;
}

/** Faces in the order in which they are asked for a glyph. */
export type Faces = Readonly<Record<Weight, readonly Face[]>>;
