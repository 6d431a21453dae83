/**
 * Writes JSON-LD for the inside of a `<script>` element. Whatever the strings hold, nothing in it
 * can end the element or open a comment, and no character in it is a line end to JavaScript: each
 * `<`, `>`, `&`, U+2028 and U+2029 is written as an escape, which JSON reads as the same character
 * (HTML, 4.12.1.3; ECMA-404).
 */
export function formatJsonLd(reservations: readonly object[]): string {
  return JSON.stringify(reservations).replace(
    /[<>&\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
