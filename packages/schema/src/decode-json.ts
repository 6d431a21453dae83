import { isUtf8 } from 'node:buffer';

export type JsonDecoding = { kind: 'json'; value: unknown } | { kind: 'malformed' };

const byteOrderMark = '\uFEFF';

/**
 * Decodes JSON in UTF-8 (RFC 8259); a byte order mark is skipped. Of a repeated key the last one
 * counts, and a key named `__proto__` is an ordinary key.
 */
export function decodeJson(bytes: Buffer): JsonDecoding {
  if (!isUtf8(bytes)) return { kind: 'malformed' };
  const text = bytes.toString('utf8');
  try {
    const value: unknown = JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text);
    return { kind: 'json', value };
  } catch {
    return { kind: 'malformed' };
  }
}
