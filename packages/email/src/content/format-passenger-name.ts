/**
 * Turns a ticket's `LAST/FIRST MIDDLE` into the form one speaks: `zhang/lisi` becomes `Lisi Zhang`.
 * A word in one letter case gets a capital after each hyphen and apostrophe (`O'NEIL/JEAN-PAUL`:
 * `Jean-Paul O'Neil`); a word in mixed case was written with care and stays, as does a name without
 * a slash. Accepts any string; nothing but slashes gives an empty one.
 */
export function formatPassengerName(name: string): string {
  const trimmed = name.trim();
  const slash = trimmed.indexOf('/');
  if (slash === -1) return trimmed;
  const last = trimmed.slice(0, slash);
  const given = trimmed.slice(slash + 1).replaceAll('/', ' ');
  return `${given} ${last}`.split(/\s+/u).filter(Boolean).map(capitalizeWord).join(' ');
}

function capitalizeWord(word: string): string {
  const lower = word.toLowerCase();
  if (word !== lower && word !== word.toUpperCase()) return word;
  return lower.replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase());
}
