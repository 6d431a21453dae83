import type { Redis } from 'ioredis';
import { auditRetentionMs } from './audit-log.ts';
import { auditOutcomesKey, auditStreamKey, auditWhysKey } from './audit-keys.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Entries read, and taken out, at a time. */
const batchSize = 1000;

/**
 * Makes what takes the oldest lines off the audit log: those that are older than `keptMs`, with what stands
 * beside them. Yields after each bounded step how many lines are gone by it.
 */
export function createTrimAuditLog({ redis }: { redis: Redis }) {
  return async function* trim(
    keptMs: number,
    nowMs: number,
    { isDryRun = false }: { isDryRun?: boolean } = {},
  ): AsyncGenerator<number> {
    const until = nowMs - keptMs;
    if (isDryRun) {
      let start = '-';
      for (;;) {
        const found = await redis.xrange(auditStreamKey, start, `(${until}`, 'COUNT', batchSize);
        yield found.length;
        const last = found.at(-1);
        if (last === undefined || found.length < batchSize) return;
        start = `(${last[0]}`;
      }
    }
    for (;;) {
      const gone = await redis.xtrim(
        auditStreamKey,
        'MINID',
        '~',
        String(until),
        'LIMIT',
        batchSize,
      );
      yield gone;
      if (gone < batchSize) break;
    }
    // What is left of it is less than what Redis keeps in one block.
    yield await redis.xtrim(auditStreamKey, 'MINID', '=', String(until));
    await lapseBeside(redis, { keptMs, nowMs });
  };
}

/** Oldest line of the log, in ms since the epoch. */
export async function readOldestAudit(redis: Redis): Promise<number | undefined> {
  const [first] = await redis.xrange(auditStreamKey, '-', '+', 'COUNT', 1);
  return first === undefined ? undefined : Number(first[0].split('-')[0]);
}

/** Outcomes and re-sealed words stand in a hash for each day. */
async function lapseBeside(
  redis: Redis,
  { keptMs, nowMs }: { keptMs: number; nowMs: number },
): Promise<void> {
  const pipeline = redis.pipeline();
  for (let back = 0; back <= auditRetentionMs / dayMs + 1; back += 1) {
    const day = Math.floor(nowMs / dayMs) - back;
    const endsAt = (day + 1) * dayMs + keptMs;
    for (const key of [auditOutcomesKey, auditWhysKey].map((keyOf) => keyOf(`${day * dayMs}-0`))) {
      if (endsAt <= nowMs) pipeline.unlink(key);
      else pipeline.pexpireat(key, endsAt);
    }
  }
  for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
}
