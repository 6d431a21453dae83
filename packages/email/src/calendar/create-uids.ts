import { createHash } from 'node:crypto';
import type { Segment } from '@ticketpost/schema';

const defaultDomain = 'ticketpost.invalid';

/**
 * Makes the UIDs of an order's calendar entries (RFC 7986, 5.3): the same from mail to mail while
 * the order has these flights, whatever becomes of their times, and telling nothing of the order.
 * A flight goes by its index; by its place where it has none, or one that a flight before it has.
 */
export function createUids(
  orderNo: string,
  segments: readonly Segment[],
  domain = defaultDomain,
): string[] {
  const taken = new Set<string>();
  return segments.map(({ index }, place) => {
    const number = String(index ?? place + 1);
    const key = taken.has(number) ? `${number} at ${place}` : number;
    taken.add(key);
    const hash = createHash('sha256')
      .update(JSON.stringify([orderNo, key]))
      .digest('hex');
    return `${hash.slice(0, 32)}@${domain}`;
  });
}
