import type { Redis } from 'ioredis';
import type { Sealer } from '../sealer.ts';
import { normaliseTerm } from './normalise-term.ts';
import { forgottenAt, monthsUpTo, placeOf, searchKey } from './search-key.ts';

/** Longer texts are no booking reference, ticket number or delivery id. */
const longestTerm = 64;

/** Each is looked for in some thirty places. */
const termsAtATime = 50;

/** Writes by what an order can be found. */
export interface SearchIndex {
  /**
   * Makes an order findable by its deliveries' ids, booking references and ticket numbers. Not waited
   * for: the connection carries it before whatever the caller sends next. `onError` hears of a
   * failure, after which the order is not found by these terms before they are written again.
   */
  add(orderNo: string, terms: readonly string[]): void;
  /** Takes an order's terms out again, in every month. */
  remove(orderNo: string, terms: readonly string[]): Promise<void>;
  /** How many entries lead to an order by these terms. */
  count(orderNo: string, terms: readonly string[]): Promise<number>;
}

/**
 * The index by which orders are found: for each month and bucket a sorted set of keyed hashes with
 * order numbers, all of one score, so that Redis orders them by their text and a prefix is a range.
 * No term can be read out of it. Sets lapse whole, some time after their month.
 */
export function createSearchIndex(options: {
  redis: Redis;
  sealer: Pick<Sealer, 'blind'>;
  /** Milliseconds since the epoch. */
  now: () => number;
  onError: (error: unknown) => void;
}): SearchIndex {
  const { redis, sealer, now, onError } = options;

  /** Asks for each place where these terms may stand, in every month; bounded steps, however many. */
  const askEach = async (
    orderNo: string,
    terms: readonly string[],
    ask: (pipeline: ReturnType<Redis['pipeline']>, key: string, member: string) => unknown,
  ): Promise<unknown[]> => {
    const all = [...cleanTerms(terms)];
    const answers: unknown[] = [];
    for (let from = 0; from < all.length; from += termsAtATime) {
      const pipeline = redis.pipeline();
      for (const term of all.slice(from, from + termsAtATime)) {
        for (const { bucket, prefix } of sealer.blind(term).map(placeOf)) {
          for (const month of monthsUpTo(now())) {
            ask(pipeline, searchKey(month, bucket), `${prefix}${orderNo}`);
          }
        }
      }
      for (const [error, answer] of (await pipeline.exec()) ?? []) {
        if (error !== null) throw error;
        answers.push(answer);
      }
    }
    return answers;
  };

  return {
    add(orderNo, terms) {
      const [month = ''] = monthsUpTo(now(), 1);
      const pipeline = redis.pipeline();
      for (const term of cleanTerms(terms)) {
        const [hash] = sealer.blind(term);
        const { bucket, prefix } = placeOf(hash);
        const key = searchKey(month, bucket);
        pipeline.zadd(key, 0, `${prefix}${orderNo}`);
        pipeline.pexpireat(key, forgottenAt(month));
      }
      if (pipeline.length > 0) pipeline.exec().catch(onError);
    },
    async remove(orderNo, terms) {
      await askEach(orderNo, terms, (pipeline, key, member) => pipeline.zrem(key, member));
    },
    async count(orderNo, terms) {
      const scores = await askEach(orderNo, terms, (pipeline, key, member) =>
        pipeline.zscore(key, member),
      );
      return scores.filter((score) => score !== null).length;
    },
  };
}

/** The terms in the spelling that is hashed, each once, without those that nobody searches for. */
export function cleanTerms(terms: readonly string[]): Set<string> {
  return new Set(
    terms.map(normaliseTerm).filter((term) => term !== '' && term.length <= longestTerm),
  );
}
