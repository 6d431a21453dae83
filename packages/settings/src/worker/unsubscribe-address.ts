import { URL } from 'node:url';

const schemes = new Set(['mailto:', 'https:']);

/** An address that a `List-Unsubscribe` header can carry (RFC 2369, 2): no blank, no bracket, in ASCII. */
export function isUnsubscribeAddress(text: string): boolean {
  if (!/^[!#-;=?-~]+$/.test(text)) return false;
  try {
    const { protocol, hostname, pathname } = new URL(text);
    if (!schemes.has(protocol)) return false;
    return protocol === 'mailto:' ? /^[^@]+@[^@]+$/.test(pathname) : hostname !== '';
  } catch {
    return false;
  }
}
