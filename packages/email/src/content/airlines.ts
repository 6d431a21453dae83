import { parseUrl, type Itinerary } from '@ticketpost/schema';
import { boundText } from '../safe-text/bound-text.ts';

export type Airlines = NonNullable<Itinerary['airlines']>;

/** Where one checks in with an airline. */
export interface CheckInLink {
  airline: string;
  href: string;
  /** What is seen of the link, so that one knows where it leads. */
  host: string;
}

const maxNameLength = 80;
const maxHrefLength = 1_000;

/** An airline by name and code, or by its code where the itinerary does not name it. */
export function describeAirline(code: string, airlines: Airlines): string | undefined {
  const shownCode = boundText(code, maxNameLength);
  const name = boundText(findAirline(code, airlines)?.name, maxNameLength);
  if (name === undefined || shownCode === undefined) return name ?? shownCode;
  return `${name} (${shownCode})`;
}

/** If the itinerary names the airline of this code. */
export function isNamedAirline(code: string, airlines: Airlines): boolean {
  return boundText(findAirline(code, airlines)?.name, maxNameLength) !== undefined;
}

export function isSameCode(one: string, other: string): boolean {
  return one.trim().toUpperCase() === other.trim().toUpperCase();
}

/** The airlines' web sites, each once. What is no plain http or https address is left out. */
export function listCheckInLinks(airlines: Airlines): CheckInLink[] {
  const byHref = new Map<string, CheckInLink>();
  for (const { code, name, webSite } of airlines) {
    const url = parseWebAddress(webSite ?? '');
    if (url === undefined || byHref.has(url.href)) continue;
    const airline = boundText(name, maxNameLength) ?? boundText(code, maxNameLength) ?? url.host;
    byHref.set(url.href, { airline, href: url.href, host: url.host });
  }
  return [...byHref.values()];
}

function findAirline(code: string, airlines: Airlines): Airlines[number] | undefined {
  return airlines.find((airline) => isSameCode(airline.code, code));
}

/** A user name in an address serves to feign another host. */
function parseWebAddress(text: string): URL | undefined {
  const url = parseUrl(text);
  if (url === undefined) return undefined;
  const isPlain = url.username === '' && url.password === '' && url.href.length <= maxHrefLength;
  return isPlain && (url.protocol === 'https:' || url.protocol === 'http:') ? url : undefined;
}
