/** What most strings are made of, with nothing to clean. */
const plain = /^[!-~]+(?: [!-~]+)*$/u;

/** Control characters (line breaks among them), the two Unicode separators and lone surrogates. */
const breaksAndControls = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A joiner or selector that changes how its neighbours look: between two emoji that make one, behind
 * an emoji, and where scripts are written with it (RFC 5892, appendix A: between Arabic letters,
 * behind the sign that drops a vowel in Indic ones).
 */
const meant = [
  '(?<=\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\ufe0f]?)\\u200d\\p{Extended_Pictographic}',
  '(?<=\\p{Extended_Pictographic})\\ufe0f',
  '(?<=\\p{Script=Arabic})\\u200c\\p{Script=Arabic}',
  '(?<=[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca])[\\u200c\\u200d]',
].join('|');

/**
 * Everything else that occupies no space of its own: zero-width characters, direction overrides,
 * isolates and marks, soft hyphens, tag characters (Unicode, DerivedCoreProperties.txt).
 */
const invisible = new RegExp(`(?!${meant})\\p{Default_Ignorable_Code_Point}`, 'gu');

/**
 * Makes a string from outside fit for one line of a mail: what cannot be seen goes, line breaks and
 * runs of white space become one space, ends are trimmed. Everything that can be seen stays.
 */
export function cleanText(value: string): string {
  if (plain.test(value)) return value;
  return value.replace(breaksAndControls, ' ').replace(invisible, '').replace(/\s+/gu, ' ').trim();
}
