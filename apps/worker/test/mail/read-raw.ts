/** The top header block of a message: whole fields by line, as they came, folded ones still folded. */
export function readHeaderFields(raw: Buffer): string[] {
  const text = raw.toString('latin1');
  return text.slice(0, text.indexOf('\r\n\r\n')).split(/\r\n(?![ \t])/);
}

/** The media types of all parts, in the order in which they stand. */
export function listMediaTypes(raw: Buffer): string[] {
  const types = raw.toString('latin1').matchAll(/^Content-Type: ([\w-]+\/[\w-]+)/gm);
  return [...types].map(([, type = '']) => type);
}

/** What breaks the rules of a mail that any server takes: lines of 7-bit text, each ended by CR LF. */
export function findUnfitLines(raw: Buffer): string[] {
  return raw
    .toString('latin1')
    .split('\r\n')
    .filter((line) => line.length > 76 || !/^[\t\x20-\x7e]*$/.test(line));
}
