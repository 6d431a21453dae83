import { setImmediate as takeTurn } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { reasonCodeOf, toDeadLetter, type DeadLetter } from './dead-letters.ts';
import { createKeptJobs } from './kept-jobs.ts';
import { eventsQueueName } from './names.ts';

/** What the tally knows; `isComplete` once it has seen every dead letter. */
export interface DeadLetterCounts {
  total: number;
  /** By reason code, the most frequent first. */
  byReason: Record<string, number>;
  isComplete: boolean;
}

/** The dead letters counted, paged and walked through out of memory, however many there are. */
export interface DeadLetterTally {
  /** As of the last look at Redis, at most a few seconds ago. */
  counts(): DeadLetterCounts;
  /** Newest first, each as it is now; `total` counts all of the reason, beyond the page too. */
  page(request: {
    reasonCode?: string | undefined;
    skip: number;
    limit: number;
  }): Promise<{ items: DeadLetter[]; total: number }>;
  /**
   * The ids, oldest first, in chunks: those that there were when it began. Rejects when Redis does
   * before all are known.
   */
  ids(reasonCode?: string): AsyncGenerator<string[]>;
  /** Looks at Redis now; resolves when the tally knows what was there at the call. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** What is kept of one dead letter; its job stays in Redis. */
interface Entry {
  readonly id: string;
  /** When it became one, in ms: its score in BullMQ's set. */
  readonly failedAt: number;
  /** `undefined` of an id whose job is gone, which is no dead letter. */
  readonly reasonCode: string | undefined;
}

/** Ids that Redis is asked for at a time. */
const chunkSize = 500;
/** Workers' clocks differ: a new one may be dated this far before the newest that is known. */
const clockSkewMs = 60_000;
/** Every so many looks goes through all ids, whatever the counts say. */
const looksBetweenFullOnes = 30;
/** How often a page is put together anew when some on it are dead letters no more. */
const pageTries = 5;

/**
 * Fills itself in the background, newest first, and looks for changes every `everyMs`. Over a
 * connection that fails fast and stays the caller's to close. While Redis is away it keeps what it
 * knows, and tells `onError` at each look.
 */
export function createDeadLetterTally(options: {
  connection: Redis;
  onError: (error: Error) => void;
  everyMs?: number;
}): DeadLetterTally {
  const { connection, onError, everyMs = 2000 } = options;
  const jobs = createKeptJobs({ ...options, queueName: eventsQueueName, state: 'failed' });
  const failedKey = jobs.queue.toKey('failed');
  /** Newest first, as Redis sorts them. Replaced, never changed. */
  let entries: readonly Entry[] = [];
  let known = new Map<string, Entry>();
  let isComplete = false;
  let looks = 0;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  /** Ids with their scores from `cursor` downwards; `passed` of them, dated as the cursor, are known. */
  const readChunk = async (cursor: number, passed: number) => {
    const flat = await connection.zrange(
      failedKey,
      Number.isFinite(cursor) ? cursor : '+inf',
      '-inf',
      'BYSCORE',
      'REV',
      'LIMIT',
      passed,
      chunkSize,
      'WITHSCORES',
    );
    return pairUp(flat);
  };

  const toEntries = async (chunk: readonly (readonly [string, number])[]): Promise<Entry[]> => {
    const isNews = ([id, failedAt]: readonly [string, number]) =>
      known.get(id)?.failedAt !== failedAt;
    const news = chunk.filter(isNews);
    const reasons = await Promise.all(
      news.map(([id]) => connection.hmget(jobs.queue.toKey(id), 'failedReason', 'timestamp')),
    );
    for (const [n, [id, failedAt]] of news.entries()) {
      const [reason, timestamp] = reasons[n] ?? [];
      const isGone = (timestamp ?? undefined) === undefined;
      const reasonCode = isGone ? undefined : intern(reasonCodeOf(reason ?? ''));
      known.set(id, { id, failedAt, reasonCode });
    }
    return chunk.map(([id]) => known.get(id)).filter((entry) => entry !== undefined);
  };

  /** Each reason code is kept once, not once for each dead letter. */
  const codes = new Map<string, string>();
  const intern = (code: string): string => {
    const kept = codes.get(code);
    if (kept === undefined) codes.set(code, code);
    return kept ?? code;
  };

  /** From the newest down to the first chunk without news, then what is known; or all the way. */
  const walk = async (isFull: boolean): Promise<void> => {
    const before = entries;
    const newest = before[0]?.failedAt ?? Infinity;
    const seen: Entry[] = [];
    let cursor = Infinity;
    let passed = 0;
    for (;;) {
      const chunk = await readChunk(cursor, passed);
      const hasNews = chunk.some(([id, failedAt]) => known.get(id)?.failedAt !== failedAt);
      // One by one: a long chain of `push(...)` would need as much stack.
      for (const entry of await toEntries(chunk)) seen.push(entry);
      if (!isComplete) entries = seen.slice();
      if (isClosed) return;
      const last = chunk.at(-1);
      if (last === undefined || chunk.length < chunkSize) break;
      if (!isFull && !hasNews && last[1] < newest - clockSkewMs) {
        const from = before.findIndex(({ id }) => id === last[0]);
        if (from >= 0) {
          entries = [...seen, ...before.slice(from + 1)];
          return;
        }
      }
      passed = last[1] === cursor ? passed + chunk.length : countDated(chunk, last[1]);
      cursor = last[1];
      await takeTurn();
    }
    entries = withoutRepeats(seen);
    if (known.size !== entries.length) known = new Map(entries.map((entry) => [entry.id, entry]));
    isComplete = true;
  };

  const isUnchanged = async (): Promise<boolean> => {
    const [[top], count] = await Promise.all([
      connection.zrange(failedKey, '0', '0', 'REV', 'WITHSCORES').then(pairUp),
      connection.zcard(failedKey),
    ]);
    const newest = entries[0];
    return count === entries.length && top?.[0] === newest?.id && top?.[1] === newest?.failedAt;
  };

  const look = async (): Promise<void> => {
    looks += 1;
    if (!isComplete || looks % looksBetweenFullOnes === 0) {
      await walk(true);
      return;
    }
    if (await isUnchanged()) return;
    await walk(false);
    if (!isClosed && (await connection.zcard(failedKey)) !== entries.length) await walk(true);
  };

  let looking: Promise<void> | undefined;
  const lookOnce = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const schedule = (waitMs: number) => {
    if (isClosed) return;
    timer = setTimeout(() => {
      lookOnce()
        .catch(onError)
        .finally(() => {
          schedule(everyMs);
        });
    }, waitMs).unref();
  };
  schedule(0);

  const refresh = async (): Promise<void> => {
    // One under way may have passed the newest already.
    await looking?.catch(() => undefined);
    await lookOnce();
  };

  const forget = (ids: ReadonlySet<string>) => {
    entries = entries.filter(({ id }) => !ids.has(id));
    for (const id of ids) known.delete(id);
  };

  return {
    counts() {
      const byReason = new Map<string, number>();
      for (const { reasonCode } of entries) {
        if (reasonCode !== undefined) byReason.set(reasonCode, (byReason.get(reasonCode) ?? 0) + 1);
      }
      const counts = [...byReason].toSorted(([, one], [, other]) => other - one);
      return {
        total: counts.reduce((sum, [, count]) => sum + count, 0),
        byReason: Object.fromEntries(counts),
        isComplete,
      };
    },
    async page({ reasonCode, skip, limit }) {
      for (let tries = 1; ; tries += 1) {
        const all = entries.filter((entry) => isOf(entry, reasonCode));
        const wanted = all.slice(skip, skip + limit);
        const found = await Promise.all(
          wanted.map(async ({ id }) => {
            const [job, isDead] = await Promise.all([jobs.find(id), jobs.has(id)]);
            return job !== undefined && isDead ? toDeadLetter(id, job) : undefined;
          }),
        );
        const gone = wanted.filter((_entry, n) => found[n] === undefined);
        if (gone.length > 0) forget(new Set(gone.map(({ id }) => id)));
        if (gone.length === 0 || tries === pageTries) {
          return {
            items: found.filter((item) => item !== undefined),
            total: all.length - gone.length,
          };
        }
      }
    },
    async *ids(reasonCode) {
      await refresh();
      const all = entries;
      for (let until = all.length; until > 0; until -= chunkSize) {
        const chunk = all
          .slice(Math.max(0, until - chunkSize), until)
          .filter((entry) => isOf(entry, reasonCode))
          .map(({ id }) => id)
          .toReversed();
        if (chunk.length > 0) yield chunk;
      }
    },
    refresh,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await looking?.catch(() => undefined);
      await jobs.close();
    },
  };
}

function isOf(entry: Entry, reasonCode: string | undefined): boolean {
  return reasonCode === undefined
    ? entry.reasonCode !== undefined
    : entry.reasonCode === reasonCode;
}

/** Redis answers ids and scores in turn. */
function pairUp(flat: readonly string[]): (readonly [string, number])[] {
  const pairs: (readonly [string, number])[] = [];
  for (let n = 0; n + 1 < flat.length; n += 2) pairs.push([flat[n] ?? '', Number(flat[n + 1])]);
  return pairs;
}

function countDated(chunk: readonly (readonly [string, number])[], failedAt: number): number {
  return chunk.filter(([, score]) => score === failedAt).length;
}

/** One that failed again while all were walked through was seen at both its places: the newer holds. */
function withoutRepeats(entries: readonly Entry[]): Entry[] {
  return [...new Set(entries)];
}
