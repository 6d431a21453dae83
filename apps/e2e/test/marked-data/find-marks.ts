/**
 * Which of the marks are in a text: as they are, in any letter case, and in the forms that a program
 * might give them on their way: base64 at each of its three offsets, hex, percent-encoding, quoted-
 * printable and UTF-16.
 */
export function findMarks(text: string, marks: Readonly<Record<string, string>>): string[] {
  const lower = text.toLowerCase();
  return Object.entries(marks).flatMap(([name, mark]) => {
    const isThere =
      lower.includes(mark.toLowerCase()) || formsOf(mark).some((form) => text.includes(form));
    return isThere ? [name] : [];
  });
}

function formsOf(mark: string): string[] {
  const bytes = Buffer.from(mark, 'utf8');
  const hex = bytes.toString('hex');
  return [
    ...base64FormsOf(bytes),
    hex,
    hex.toUpperCase(),
    encodeURIComponent(mark),
    mark.replaceAll('@', '=40'),
    Buffer.from(mark, 'utf16le').toString('latin1'),
  ];
}

/** The part of its base64 that is the same whatever stands around it. */
function base64FormsOf(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const begin = [0, 2, 3][offset];
    const inner = encoded.replace(/=+$/, '').slice(begin, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
