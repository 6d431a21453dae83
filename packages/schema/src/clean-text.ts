/**
 * Trims a text and makes every run of white space and control characters one space, so that what
 * the supplier wrote fits on one line of a mail.
 */
export function cleanText(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
