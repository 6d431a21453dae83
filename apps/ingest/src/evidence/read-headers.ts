import type { HeaderLine } from '@ticketpost/evidence';

/** How much of a request's headers is kept. */
const limits = { lines: 40, nameLength: 64, valueLength: 256, totalLength: 2048 } as const;

/** Names of headers whose values may let somebody in. Signatures of a body are none: they prove. */
const secretName =
  /auth|cookie|token|secret|passw|credential|session|(?:api|access|subscription|private)[-_]?key|^x-key$/i;

/**
 * The header lines of a request as they came, in their order. Values that may be secrets are left
 * out, by the header's name or because `secret`, that of the URL, is found in them; long values are
 * cut, and what is too much is only counted.
 */
export function readHeaders(
  rawHeaders: readonly string[],
  secret: string,
): { headers: HeaderLine[]; omittedHeaders: number } {
  const headers: HeaderLine[] = [];
  let totalLength = 0;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const line = readLine(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '', secret);
    totalLength += line.name.length + (line.value?.length ?? 0);
    const isTooMuch = headers.length === limits.lines || totalLength > limits.totalLength;
    if (isTooMuch || line.name.length > limits.nameLength) {
      // What follows is only counted, so that a short line is not shown without the long one before.
      return { headers, omittedHeaders: (rawHeaders.length - at) / 2 };
    }
    headers.push(line);
  }
  return { headers, omittedHeaders: 0 };
}

function readLine(name: string, value: string, secret: string): HeaderLine {
  if (secretName.test(name) || holdsSecret(value, secret)) return { name };
  return value.length > limits.valueLength
    ? { name, value: value.slice(0, limits.valueLength), isCut: true }
    : { name, value };
}

/**
 * Proxies tell the original URL in headers of their own, some of them percent-encoded. What is still
 * encoded after a few rounds hides something, and is taken for a secret.
 */
function holdsSecret(value: string, secret: string): boolean {
  let text = value;
  for (let round = 0; round < 4; round += 1) {
    if (text.includes(secret)) return true;
    const decoded = decode(text);
    if (decoded === text) return false;
    text = decoded;
  }
  return true;
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
