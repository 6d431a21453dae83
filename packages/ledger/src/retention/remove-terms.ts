import type { Redis } from 'ioredis';
import { cleanTerms } from '../search/search-index.ts';
import { monthsUpTo, placeOf, searchKey } from '../search/search-key.ts';
import type { Sealer } from '../sealer.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The months in which something of an order may have been indexed: those of its changes, clocks differing. */
export function monthsBetween(fromMs: number, toMs: number): string[] {
  const [earliest = ''] = monthsUpTo(fromMs - dayMs, 1);
  const months = monthsUpTo(toMs + dayMs);
  return months.filter((month) => month >= earliest);
}

/** Makes what takes an order out of some months of the search index, as far as it is found by these terms. */
export function createRemoveTerms({
  redis,
  sealer,
}: {
  redis: Redis;
  sealer: Pick<Sealer, 'blind'>;
}) {
  return async function removeTerms(
    orderNo: string,
    terms: readonly string[],
    months: readonly string[],
  ): Promise<void> {
    const pipeline = redis.pipeline();
    for (const term of cleanTerms(terms)) {
      for (const { bucket, prefix } of sealer.blind(term).map(placeOf)) {
        for (const month of months) {
          pipeline.zrem(searchKey(month, bucket), `${prefix}${orderNo}`);
        }
      }
    }
    if (pipeline.length === 0) return;
    for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
  };
}
