/**
 * A4, in points. The margins leave what is printed inside a sheet of US Letter too, which is 50
 * points shorter and 17 wider, whether a printer centres the page or lets the top edges meet.
 */
export const pageFormat = {
  size: 'A4',
  width: 595.28,
  height: 841.89,
  left: 45,
  top: 42,
  /** Where the content ends; the foot line stands below. */
  bottom: 752,
  foot: 764,
} as const;

export const contentWidth = pageFormat.width - 2 * pageFormat.left;
export const contentHeight = pageFormat.bottom - pageFormat.top;
