import type { TextSetter, TextStyle } from '../text/set-text.ts';
import type { Alignment, Piece, Role, SetText } from './group.ts';

/** A text to be set. */
export interface Paragraph {
  text: string | undefined;
  style: TextStyle;
  role?: Role;
  /** Above it, unless it is the column's first. Points. */
  gap?: number;
}

/** Texts one below the other, beside those of other columns. Distances in points. */
export interface Column {
  start: number;
  width: number;
  /** Below the top of the row. */
  top?: number;
  alignment?: Alignment;
  paragraphs: Paragraph[];
}

export interface PieceMaker {
  /** One piece of columns side by side. Absent texts take no room. */
  makeRow: (columns: readonly Column[], padding?: { top?: number; bottom?: number }) => Piece;
}

/** Makes pieces of texts. `leadingFactor`: the distance between lines, in sizes of the font. */
export function createPieceMaker({
  setter,
  leadingFactor,
}: {
  setter: TextSetter;
  leadingFactor: number;
}): PieceMaker {
  const setColumn = (
    { start, width, top: ownTop = 0, alignment = 'start', paragraphs }: Column,
    rowTop: number,
  ): { texts: SetText[]; bottom: number } => {
    const texts: SetText[] = [];
    let bottom = rowTop + ownTop;
    for (const { text, style, role = 'P', gap = 0 } of paragraphs) {
      if (text === undefined || text === '') continue;
      const lines = setter.setText(text, style, width);
      if (texts.length > 0) bottom += gap;
      const leading = style.size * leadingFactor;
      texts.push({
        kind: 'text',
        lines,
        style,
        role,
        alignment,
        start,
        top: bottom,
        width,
        leading,
      });
      bottom += lines.length * leading;
    }
    return { texts, bottom };
  };

  return {
    makeRow(columns, { top = 0, bottom = 0 } = {}) {
      const set = columns.map((column) => setColumn(column, top));
      return {
        height: Math.max(top, ...set.map((column) => column.bottom)) + bottom,
        marks: set.flatMap(({ texts }) => texts),
      };
    },
  };
}
