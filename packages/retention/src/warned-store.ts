import type { Redis } from 'ioredis';
import type { UndecidedKind } from './report/kinds.ts';
import { retentionKeys } from './report/retention-keys.ts';

/** Since when each undecided thing has been told of. */
export interface WarnedStore {
  /** Notes those that are told of from now on; answers since when each is, in ms since the epoch. */
  note(kind: UndecidedKind, ids: readonly string[], nowMs: number): Promise<number[]>;
  /** Since when each is; `undefined` of one that is not. */
  read(kind: UndecidedKind, ids: readonly string[]): Promise<(number | undefined)[]>;
  /** Forgets all of a kind but these: somebody has decided on them, or they have expired. */
  keepOnly(kind: UndecidedKind, ids: ReadonlySet<string>): Promise<void>;
}

const chunkSize = 1000;

export function createWarnedStore({ redis }: { redis: Redis }): WarnedStore {
  const read = async (kind: UndecidedKind, ids: readonly string[]) => {
    if (ids.length === 0) return [];
    const scores = await redis.zmscore(retentionKeys.warned(kind), ...ids);
    return scores.map((score) => (score === null ? undefined : Number(score)));
  };
  return {
    async note(kind, ids, nowMs) {
      if (ids.length === 0) return [];
      const members = ids.flatMap((id) => [nowMs, id]);
      await redis.zadd(retentionKeys.warned(kind), 'NX', ...members);
      return (await read(kind, ids)).map((atMs) => atMs ?? nowMs);
    },
    read,
    async keepOnly(kind, ids) {
      const key = retentionKeys.warned(kind);
      const gone: string[] = [];
      for (let from = 0; ; from += chunkSize) {
        const members = await redis.zrange(key, String(from), String(from + chunkSize - 1));
        for (const member of members) if (!ids.has(member)) gone.push(member);
        if (members.length < chunkSize) break;
      }
      for (let from = 0; from < gone.length; from += chunkSize) {
        await redis.zrem(key, ...gone.slice(from, from + chunkSize));
      }
    },
  };
}
