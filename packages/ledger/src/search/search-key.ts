import { longestRememberedMs } from '../remembered.ts';

/** Bits of a keyed hash that name its bucket: so many small sets a month, which Redis packs tightly. */
const bucketBits = 14;

const searchKeyPrefix = 'ticketpost:found-by:';

/** Months that may hold what is still remembered, the one under way among them. */
const searchedMonths = 15;

/** Where one keyed hash stands: the bucket, and what its members begin with. */
export interface SearchPlace {
  bucket: string;
  /** Six bytes of the hash, so that two texts of a bucket hardly ever meet, and a colon. */
  prefix: string;
}

/** The place of a keyed hash, the same in every month. */
export function placeOf(hash: Buffer): SearchPlace {
  const bucket = (hash.readUInt16BE(0) >> (16 - bucketBits)).toString(16).padStart(4, '0');
  return { bucket, prefix: `${hash.subarray(2, 8).toString('base64url')}:` };
}

/** The months of an instant and of those before it, `2026-11` first. */
export function monthsUpTo(now: number, count = searchedMonths): string[] {
  const date = new Date(now);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1))
      .toISOString()
      .slice(0, 7),
  );
}

/** When the sets of a month are forgotten, in milliseconds since the epoch: as long as an order is remembered. */
export function forgottenAt(month: string): number {
  return endOf(month) + longestRememberedMs;
}

/** The first instant after a month, in milliseconds since the epoch. */
function endOf(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Date.UTC(year, number, 1);
}

/** One sorted set for each month and bucket; Redis Cluster spreads them. */
export function searchKey(month: string, bucket: string): string {
  return `${searchKeyPrefix}${month}:${bucket}`;
}

/** All keys that `searchKey` makes, and when the month of each is over, in milliseconds since the epoch. */
export const searchKeys = {
  prefix: searchKeyPrefix,
  endOf: (key: string): number => endOf(key.slice(searchKeyPrefix.length).split(':')[0] ?? ''),
};
