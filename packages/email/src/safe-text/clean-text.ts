/** Control characters (line breaks among them), the two Unicode separators and lone surrogates. */
const breaksAndControls = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Everything that occupies no space of its own: zero-width characters, direction overrides, isolates
 * and marks, soft hyphens, tag characters (Unicode, DerivedCoreProperties.txt).
 */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Makes a string from outside fit for one line of a mail: what cannot be seen goes, line breaks and
 * runs of white space become one space, ends are trimmed. Everything that can be seen stays.
 */
export function cleanText(value: string): string {
  return value.replace(breaksAndControls, ' ').replace(invisible, '').replace(/\s+/gu, ' ').trim();
}
