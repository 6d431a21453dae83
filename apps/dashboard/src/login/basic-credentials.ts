/**
 * The credentials of an `Authorization: Basic` header (RFC 7617, in UTF-8). Of a header of another
 * scheme `undefined`; of one that cannot be read a name that no user has.
 */
export function parseBasicCredentials(
  header: string | undefined,
): { name: string; password: string } | undefined {
  const encoded = /^basic(?: +(.*))?$/i.exec(header ?? '');
  if (encoded === null) return undefined;
  const text = Buffer.from(encoded[1] ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return { name: '', password: '' };
  return { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
