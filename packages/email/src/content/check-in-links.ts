import { parseUrl } from '@ticketpost/schema';
import { boundText } from '../safe-text/bound-text.ts';
import { maxAirlineLength, type Airlines } from './airlines.ts';
import type { CheckInLink } from './confirmation-view.ts';

const maxHrefLength = 1_000;

/**
 * The airlines' web sites, each once: of one that is told with and without encryption, the encrypted
 * address. What is no plain http or https address is left out.
 */
export function listCheckInLinks(airlines: Airlines): CheckInLink[] {
  const byPlace = new Map<string, CheckInLink>();
  for (const { code, name, webSite } of airlines) {
    const url = parseWebAddress(webSite ?? '');
    if (url === undefined) continue;
    const place = url.href.slice(url.protocol.length);
    const known = byPlace.get(place);
    if (known !== undefined && url.protocol === 'http:') continue;
    const airline =
      known?.airline ??
      boundText(name, maxAirlineLength) ??
      boundText(code, maxAirlineLength) ??
      url.host;
    byPlace.set(place, { airline, href: url.href, host: url.host });
  }
  return [...byPlace.values()];
}

/** A user name in an address serves to feign another host. */
function parseWebAddress(text: string): URL | undefined {
  const url = parseUrl(text);
  if (url === undefined) return undefined;
  const isPlain = url.username === '' && url.password === '' && url.href.length <= maxHrefLength;
  return isPlain && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined;
}
