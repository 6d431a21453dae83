import type { Redis } from 'ioredis';
import { orderKey } from '../order-key.ts';
import { strippedField } from '../retention/stripped-field.ts';
import type { Sealer } from '../sealer.ts';
import { cleanTerms } from './search-index.ts';
import { forgottenAt, monthsUpTo, placeOf, searchKey, type SearchPlace } from './search-key.ts';

/** An order with by what it is found, and when that may have been written; ms since the epoch. */
export interface TermsOfOrder {
  orderNo: string;
  terms: readonly string[];
  firstMs: number;
  lastMs: number;
}

/** Answers how many terms were found under a key that is not the first. */
export type RekeyTerms = (orders: readonly TermsOfOrder[]) => Promise<number>;

interface Move {
  orderNo: string;
  month: string;
  from: SearchPlace;
  to: SearchPlace;
}

/** A term is written again with each attempt, which may leave nothing else behind. */
const laterMs = 31 * 24 * 60 * 60 * 1000;

/** The searched months reach back no further. */
const searchedMonths = 15;

/**
 * Makes what writes the terms of orders under the first key and takes them out under all others, in the
 * months in which they stand. It may be broken off, and run twice at a time: a term is written before
 * it is taken out. Of an order that is erased meanwhile nothing is left.
 */
export function createRekeyTerms(options: {
  redis: Redis;
  sealer: Pick<Sealer, 'blind'>;
  now?: () => number;
  isDryRun?: boolean;
}): RekeyTerms {
  const { redis, sealer, now = Date.now, isDryRun = false } = options;

  const listMoves = ({ orderNo, terms, firstMs, lastMs }: TermsOfOrder): Move[] => {
    const months = monthsBetween(firstMs, Math.min(lastMs + laterMs, now()));
    return [...cleanTerms(terms)].flatMap((term) => {
      const [to, ...formers] = sealer.blind(term).map(placeOf);
      if (to === undefined) return [];
      return formers.flatMap((from) => months.map((month) => ({ orderNo, month, from, to })));
    });
  };

  const run = async (fill: (pipeline: ReturnType<Redis['pipeline']>) => void) => {
    const pipeline = redis.pipeline();
    fill(pipeline);
    const answers = (await pipeline.exec()) ?? [];
    return answers.map(([error, answer]) => {
      if (error !== null) throw error;
      return answer;
    });
  };
  const memberOf = ({ prefix }: SearchPlace, orderNo: string) => `${prefix}${orderNo}`;

  return async function rekeyTerms(orders) {
    const wanted = orders.flatMap(listMoves);
    if (wanted.length === 0) return 0;
    const scores = await run((pipeline) => {
      for (const { orderNo, month, from } of wanted) {
        pipeline.zscore(searchKey(month, from.bucket), memberOf(from, orderNo));
      }
    });
    const moves = wanted.filter((_move, index) => scores[index] !== null);
    if (moves.length === 0 || isDryRun) return moves.length;
    await run((pipeline) => {
      for (const { orderNo, month, to } of moves) {
        const key = searchKey(month, to.bucket);
        pipeline.zadd(key, 0, memberOf(to, orderNo));
        pipeline.pexpireat(key, forgottenAt(month));
      }
    });
    // Asked after it was written: whoever erases marks the order first, and then takes out what is there.
    // Retention does it the other way round, and so may leave a hash until its month is forgotten.
    const orderNos = [...new Set(moves.map(({ orderNo }) => orderNo))];
    const marks = await run((pipeline) => {
      for (const orderNo of orderNos) pipeline.hmget(orderKey(orderNo), 'erased', strippedField);
    });
    const forgotten = new Set(
      orderNos.filter((_orderNo, index) =>
        (marks[index] as (string | null)[]).some((mark) => mark !== null),
      ),
    );
    await run((pipeline) => {
      for (const { orderNo, month, from, to } of moves) {
        pipeline.zrem(searchKey(month, from.bucket), memberOf(from, orderNo));
        if (!forgotten.has(orderNo)) continue;
        pipeline.zrem(searchKey(month, to.bucket), memberOf(to, orderNo));
      }
    });
    return moves.length;
  };
}

/** `2026-11` and the like, the newest first. */
function monthsBetween(firstMs: number, lastMs: number): string[] {
  const [first = ''] = monthsUpTo(firstMs, 1);
  return monthsUpTo(lastMs, searchedMonths).filter((month) => month >= first);
}
