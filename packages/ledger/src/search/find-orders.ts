import type { Redis } from 'ioredis';
import type { Sealer } from '../sealer.ts';
import { normaliseTerm } from './normalise-term.ts';
import { monthsUpTo, placeOf, searchKey } from './search-key.ts';

/** One page of the orders that a term stands for: those of newer months first. */
export interface FoundOrders {
  orderNos: string[];
  /** Given back as `after`, leads to the next page; absent on the last. */
  next?: string;
}

export type FindOrders = (
  term: string,
  page: { after?: string | undefined; limit: number },
) => Promise<FoundOrders>;

/** Between the clocks of those who write and read, at most. */
const clockDifferenceMs = 60 * 60 * 1000;

interface Hit {
  month: string;
  orderNo: string;
}

/**
 * Makes the search for orders by a booking reference, a ticket number or a delivery id, in whatever
 * spelling. A look at every month costs one round trip and reads no more than a page of each. An
 * order that came up in several months is found once on a page.
 */
export function createFindOrders(options: {
  redis: Redis;
  sealer: Pick<Sealer, 'blind'>;
  now?: () => number;
}): FindOrders {
  const { redis, sealer, now = Date.now } = options;
  return async function findOrders(term, { after, limit }) {
    const places = sealer.blind(normaliseTerm(term)).map(placeOf);
    const from = after === undefined ? undefined : readCursor(after);
    // Clocks differ: another's month may have begun already.
    const months = monthsUpTo(now() + clockDifferenceMs).filter(
      (month) => from === undefined || month <= from.month,
    );
    const pipeline = redis.pipeline();
    const asked = months.flatMap((month) => places.map((place) => ({ month, ...place })));
    for (const { month, bucket, prefix } of asked) {
      const start = month === from?.month ? `(${prefix}${from.orderNo}` : `[${prefix}`;
      // The range ends before the character that follows the colon.
      const end = `(${prefix.slice(0, -1)};`;
      pipeline.zrangebylex(searchKey(month, bucket), start, end, 'LIMIT', 0, limit + 1);
    }
    const answers = (await pipeline.exec()) ?? [];
    const hits = asked.flatMap(({ month, prefix }, index): Hit[] => {
      const [error, members] = answers[index] ?? [null, []];
      if (error !== null) throw error;
      return (members as string[]).map((member) => ({
        month,
        orderNo: member.slice(prefix.length),
      }));
    });
    return takePage(hits.sort(compareHits), limit);
  };
}

function takePage(sorted: readonly Hit[], limit: number): FoundOrders {
  const orderNos = new Set<string>();
  let last: Hit | undefined;
  for (const hit of sorted) {
    if (orderNos.size === limit && !orderNos.has(hit.orderNo)) {
      return {
        orderNos: [...orderNos],
        ...(last === undefined ? {} : { next: writeCursor(last) }),
      };
    }
    orderNos.add(hit.orderNo);
    last = hit;
  }
  return { orderNos: [...orderNos] };
}

/** By month, newest first; within one as Redis orders texts, byte by byte. */
function compareHits(one: Hit, other: Hit): number {
  if (one.month !== other.month) return one.month < other.month ? 1 : -1;
  return Buffer.compare(Buffer.from(one.orderNo), Buffer.from(other.orderNo));
}

function writeCursor({ month, orderNo }: Hit): string {
  return Buffer.from(JSON.stringify([month, orderNo])).toString('base64url');
}

/** A cursor that is none of ours begins at the beginning. */
function readCursor(text: string): Hit | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(value)) return undefined;
    const [month, orderNo] = value as unknown[];
    return typeof month === 'string' && typeof orderNo === 'string'
      ? { month, orderNo }
      : undefined;
  } catch {
    return undefined;
  }
}
