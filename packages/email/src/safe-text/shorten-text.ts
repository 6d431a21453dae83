const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `maxLength` code points; the last one is an ellipsis when something was cut off. Cuts
 * between what readers take for characters, so that an emoji of several code points or a letter with
 * its marks stays whole or goes.
 */
export function shortenText(value: string, maxLength: number): string {
  if (value.length <= maxLength) return value;
  const codePoints = Array.from(value);
  if (codePoints.length <= maxLength) return value;

  const kept = codePoints.slice(0, maxLength - 1).join('');
  return `${value.slice(0, findCut(value, kept.length))}…`;
}

/** The last border between characters at or before a place. */
function findCut(value: string, place: number): number {
  // What follows decides if the place is a border, and no character that one can read is longer.
  const near = value.slice(0, place + 100);
  const { index } = graphemes.segment(near).containing(place) ?? { index: place };
  // One endless character is cut in itself.
  return index === 0 ? place : index;
}
