import { definedOnly } from './defined-only.ts';
import type { Itinerary } from './itinerary-schema.ts';
import { limits } from './limits.ts';
import { parseUrl } from './parse-url.ts';
import { readCode, readShortText, readText } from './read-scalar.ts';
import type { SupplierAirlineBooking } from './supplier-itinerary-schema.ts';

type Airline = NonNullable<Itinerary['airlines']>[number];

const mostAirlines = 20;
const maxWebSite = 500;

/** Reads the airlines of an order, each once; `undefined` when none is told. */
export function readAirlines(bookings: readonly SupplierAirlineBooking[]): Airline[] | undefined {
  const airlines = new Map<string, Airline>();
  for (const booking of bookings) {
    const code = readCode(booking?.airlineCode, limits.shortText);
    if (code === undefined || airlines.has(code)) continue;
    const name = readShortText(booking?.airlineName, limits.shortText);
    const webSite = readWebSite(booking?.airlineWebSiteAddress);
    airlines.set(code, { code, ...definedOnly({ name, webSite }) });
  }
  const listed = [...airlines.values()].slice(0, mostAirlines);
  return listed.length === 0 ? undefined : listed;
}

/** A mail links to it, so only http and https, and no user name that looks like a host. */
function readWebSite(value: string | number | null | undefined): string | undefined {
  const text = readText(value);
  const url = text === undefined ? undefined : parseUrl(text);
  if (url === undefined) return undefined;
  const isLinkable = ['http:', 'https:'].includes(url.protocol) && url.username === '';
  return isLinkable && url.href.length <= maxWebSite ? url.href : undefined;
}
