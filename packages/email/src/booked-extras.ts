import { cleanText } from './clean-text.ts';
import { shortenText } from './shorten-text.ts';

export interface BookedExtra {
  /** The supplier's display text. */
  text: string;
  /** How often it was booked, where more than once: entries repeat per unit and per segment. */
  count: number | undefined;
}

const maxTextLength = 80;

/** Lists booked extras by their display text in the order they came, repeated ones once with a count. */
export function listBookedExtras(
  ancillaries: readonly { readonly productCode: string }[],
): BookedExtra[] {
  const counts = new Map<string, number>();
  for (const { productCode } of ancillaries) {
    const text = cleanText(productCode);
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return Array.from(counts, ([text, count]) => ({
    text: shortenText(text, maxTextLength),
    count: count > 1 ? count : undefined,
  }));
}
