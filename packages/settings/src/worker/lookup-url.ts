import { parseUrl } from '@ticketpost/schema';

const place = '{orderNo}';

/**
 * Whether a text can be the address of a booking lookup: http or https, the place of the order
 * number after the host, and no user or password in it, since addresses get into logs.
 */
export function isLookupUrl(text: string): boolean {
  const marker = 'order-number-stands-here';
  const url = parseUrl(text.replaceAll(place, marker));
  if (url === undefined) return false;
  const { protocol, username, password, host, pathname, search } = url;
  return (
    ['http:', 'https:'].includes(protocol) &&
    username === '' &&
    password === '' &&
    !host.includes(marker) &&
    `${pathname}${search}`.includes(marker)
  );
}

/**
 * The address to ask about an order, its number percent-encoded. `undefined` for a number that no
 * address can hold: dots alone would be read as another folder (WHATWG URL, 4.4), and half a
 * character beyond the basic plane has no UTF-8.
 */
export function fillLookupUrl(template: string, orderNo: string): URL | undefined {
  if (/^\.{0,2}$/.test(orderNo) || /\p{Surrogate}/u.test(orderNo)) return undefined;
  return new URL(template.replaceAll(place, () => encodeURIComponent(orderNo)));
}
