/** Bits of a keyed hash that name its bucket: so many small sets a month, which Redis packs tightly. */
const bucketBits = 14;

/** How long what was indexed can be found: as long as an order is remembered. */
const retentionMs = 400 * 24 * 60 * 60 * 1000;

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

/** When the sets of a month are forgotten, in milliseconds since the epoch. */
export function forgottenAt(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Date.UTC(year, number, 1) + retentionMs;
}

/** One sorted set for each month and bucket; Redis Cluster spreads them. */
export function searchKey(month: string, bucket: string): string {
  return `ticketpost:found-by:${month}:${bucket}`;
}
