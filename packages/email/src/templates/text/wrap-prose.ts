const width = 72;

/** Han, kana, hangul and full-width signs, which take two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const unseen = /\p{Default_Ignorable_Code_Point}|\p{M}/u;

/**
 * Where a line may end: at a space, and, in scripts that have none, after any sign that does not open
 * a bracket and before any that does not close one or a clause.
 */
const pieces =
  /\s+|[\u3008\u300a\u300c\u300e\u3010\uff08]*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

/**
 * Breaks a paragraph into lines of at most 72 columns, as plain text is written in mails. A word, a
 * number or an address is never broken, however long.
 */
export function wrapProse(text: string): string {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const piece of text.match(pieces) ?? []) {
    const isSpace = /^\s/u.test(piece);
    const size = isSpace ? 1 : countColumns(piece);
    if (!isSpace && line !== '' && columns + size > width) {
      lines.push(line.trimEnd());
      [line, columns] = ['', 0];
    }
    if (isSpace && line === '') continue;
    line += isSpace ? ' ' : piece;
    columns += size;
  }
  return [...lines, line.trimEnd()].join('\n');
}

function countColumns(text: string): number {
  let columns = 0;
  for (const sign of text) {
    if (wide.test(sign)) columns += 2;
    else if (!unseen.test(sign)) columns += 1;
  }
  return columns;
}
