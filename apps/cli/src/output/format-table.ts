import { toPrintable } from './to-printable.ts';

/** A table in plain text, each column as wide as its widest cell. Ends with a line break. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly (string | undefined)[])[],
): string {
  const lines = [header, ...rows.map((row) => row.map((cell) => toPrintable(cell ?? '-')))];
  const widths = header.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
