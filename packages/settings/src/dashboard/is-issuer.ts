import { isPlainWebUrl } from '../is-plain-web-url.ts';

/** A URL of https; of http only on this very machine, where nobody reads along. */
export function isIssuer(text: string): boolean {
  if (!isPlainWebUrl(text)) return false;
  const { protocol } = new URL(text);
  return protocol === 'https:' || isLoopbackUrl(text);
}

/** A URL of this very machine. */
export function isLoopbackUrl(text: string): boolean {
  const { hostname } = new URL(text);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
