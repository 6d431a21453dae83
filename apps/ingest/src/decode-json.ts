const utf8 = new TextDecoder('utf-8', { fatal: true });

export type JsonDecoding = { kind: 'json'; value: unknown } | { kind: 'malformed' };

/**
 * Decodes JSON in UTF-8 (RFC 8259); a byte order mark is skipped. Of a repeated key the last one
 * counts, and a key named `__proto__` is an ordinary key.
 */
export function decodeJson(bytes: Buffer): JsonDecoding {
  try {
    return { kind: 'json', value: JSON.parse(utf8.decode(bytes)) as unknown };
  } catch {
    return { kind: 'malformed' };
  }
}
