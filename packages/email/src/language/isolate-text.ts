/**
 * Keeps a text that was filled in apart from the writing direction of the words around it, in plain
 * text: between U+2068 and U+2069 (Unicode, UAX 9).
 */
export function isolateText(text: string): string {
  return `\u2068${text}\u2069`;
}
