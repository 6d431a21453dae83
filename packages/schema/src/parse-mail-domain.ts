import { parseUrl } from './parse-url.ts';

/** In octets, in the ASCII form (RFC 1035, 2.3.4); the whole without the final dot. */
const maxDomain = 253;
const maxLabel = 63;

/** Letters, marks and digits of any script, hyphens inside (RFC 5321, 4.1.2; RFC 5890). */
const label = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/**
 * Reads the domain of a mailbox and returns its ASCII form. `undefined` for anything that cannot
 * be looked up: one label only, an IP address, a label that is too long or not an
 * internationalised one.
 */
export function parseMailDomain(domain: string): string | undefined {
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((text) => label.test(text))) return undefined;
  // The URL parser does the mapping of UTS #46, and refuses or rewrites what is an IP address.
  const ascii = parseUrl(`http://${domain}`)?.hostname;
  if (ascii === undefined) return undefined;
  const asciiLabels = ascii.split('.');
  const isLookedUp =
    ascii.length <= maxDomain &&
    asciiLabels.length === labels.length &&
    asciiLabels.every(({ length }) => length > 0 && length <= maxLabel) &&
    !/^[0-9]+$/.test(asciiLabels.at(-1) ?? '');
  return isLookedUp ? ascii : undefined;
}
