/** A letter or digit of a text, without its case and accents. */
export interface Letter {
  letter: string;
  /** Where in the text that stands of which it was read. */
  start: number;
  end: number;
  /** What stands before it: nothing, a single character such as a hyphen, or blanks and the like. */
  gap: 'none' | 'joint' | 'wide';
}

/** What a mail server or its log writes for a character: a soft line end, octets in hex, a line end. */
const encoded = /=\r?\n|(?:[=%][\dA-F]{2})+|\\[nrt]|[^]/giu;

/** The letters and digits of a text as it stands there. */
export function readLetters(text: string): Letter[] {
  return collectLetters(text.matchAll(/[^]/gu), (unit) => unit);
}

/** The same of a text in which characters may be percent-encoded, quoted-printable or escaped. */
export function readEncodedLetters(text: string): Letter[] {
  return collectLetters(text.matchAll(encoded), decode);
}

function collectLetters(
  units: Iterable<RegExpExecArray>,
  read: (unit: string) => string,
): Letter[] {
  const letters: Letter[] = [];
  let gap: Letter['gap'] = 'none';
  for (const { 0: unit, index: start } of units) {
    for (const character of read(unit).normalize('NFKD').toLowerCase().normalize('NFKD')) {
      if (/\p{M}/u.test(character)) continue;
      if (/[\p{L}\p{N}]/u.test(character)) {
        letters.push({ letter: character, start, end: start + unit.length, gap });
        gap = 'none';
      } else {
        gap = gap === 'none' && !/\s/u.test(character) ? 'joint' : 'wide';
      }
    }
  }
  return letters;
}

function decode(unit: string): string {
  if (/^=\r?\n$/.test(unit)) return '';
  if (unit.length === 2 && unit.startsWith('\\')) return ' ';
  if (unit.length < 3) return unit;
  return Buffer.from(unit.replaceAll(/[=%]/g, ''), 'hex').toString('utf8');
}
