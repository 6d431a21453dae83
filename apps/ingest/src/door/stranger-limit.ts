import { createHash, randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { CallerAddress } from './caller-address.ts';
import { networkOf } from '@ticketpost/connections';

export type StrangerAdmission =
  { kind: 'admitted' } | { kind: 'refused'; retryAfterSeconds: number };

const windowMs = 60_000;

/**
 * 128 KiB, whoever calls. A scan from 2^20 addresses in one minute brings 16 requests to each
 * counter, so it makes nobody else a suspect at the limits that are set here.
 */
const counters = 2 ** 16;
const most = 2 ** 16 - 1;

/**
 * Counts the requests of a network that were not let in, minute by minute; those over
 * `maxPerMinute` are refused. The counters are a table of fixed size under keyed hashes: no number
 * of addresses makes it grow, and nobody can choose whose counter is theirs. Two networks may share
 * one, which costs a stranger a 429; callers with a valid secret or key are never asked here.
 */
export function createStrangerLimit(options: {
  maxPerMinute: number;
  now?: () => number;
}): (caller: CallerAddress) => StrangerAdmission {
  const { maxPerMinute, now = () => performance.now() } = options;
  const key = randomBytes(16);
  const counts = new Uint16Array(counters);
  let windowEndsAt = now() + windowMs;

  return function admit({ address, peer }) {
    const at = now();
    if (at >= windowEndsAt) {
      counts.fill(0);
      windowEndsAt = at + windowMs;
    }
    const place = placeOf(address ?? peer);
    const count = Math.min(most, (counts[place] ?? 0) + 1);
    counts[place] = count;
    return count <= maxPerMinute
      ? { kind: 'admitted' }
      : { kind: 'refused', retryAfterSeconds: Math.ceil((windowEndsAt - at) / 1000) };
  };

  function placeOf(address: string | undefined): number {
    const network = address === undefined ? 'unknown' : networkOf(address);
    return createHash('sha256').update(key).update(network).digest().readUInt16BE(0);
  }
}
