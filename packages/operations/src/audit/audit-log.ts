import type { Keyring } from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import type { AuditedAction, AuditEntry } from './audited-action.ts';
import {
  auditOutcomesKey,
  auditStreamKey,
  auditWhysKey,
  timeOfAuditEntry,
  whyContext,
} from './audit-keys.ts';
import { isAuditPosition } from './is-audit-position.ts';

/**
 * Who did what, when and why: lines are added, and none is changed or taken out before its time. A person's
 * own words stand beside them, so that what they say of an order can go with it.
 */
export interface AuditLog {
  /**
   * Writes what is about to be done, does it, and writes how it ended. Rejects without doing it when it
   * cannot be written. An end that cannot be written is left open: what was done, was done.
   */
  around<Result extends { kind: string }>(
    action: AuditedAction,
    work: () => Promise<Result>,
  ): Promise<Result>;
  /** Newest first; `before` is the `next` of the page before. */
  list(page: {
    before?: string | undefined;
    limit: number;
  }): Promise<{ entries: AuditEntry[]; next?: string }>;
  /** All of them, oldest first, read in bounded steps. */
  export(): AsyncGenerator<AuditEntry>;
  /**
   * Those about an order, or about one of these deliveries, oldest first. It looks through all lines: there
   * are as many as people did by hand.
   */
  about(order: { orderNo: string; deliveryIds: ReadonlySet<string> }): AsyncGenerator<AuditEntry>;
  /** Puts other words in the place of those of a line, or none. */
  rewriteWhy(id: string, why: string | undefined): Promise<void>;
}

/** As long as an order is remembered. */
export const auditRetentionMs = 400 * 24 * 60 * 60 * 1000;

/** Entries read at a time. */
const batchSize = 200;
/** Lines looked through at a time. */
const lookedAtATime = 1000;

type StreamEntry = [id: string, fields: string[]];

/** The audit log over a connection that fails fast; it stays the caller's to close. */
export function createAuditLog(options: {
  redis: Redis;
  keyring: Pick<Keyring, 'seal' | 'open'>;
  /** Milliseconds since the epoch, for what is past its time. */
  now?: () => number;
}): AuditLog {
  const { redis, keyring, now = Date.now } = options;

  const writeWhy = async (id: string, why: string): Promise<void> => {
    const key = auditWhysKey(id);
    const answers = await redis
      .multi()
      .hset(key, id, keyring.seal(why, whyContext))
      .pexpireat(key, timeOfAuditEntry(id) + auditRetentionMs)
      .exec();
    for (const [error] of answers ?? []) if (error !== null) throw error;
  };

  const write = async ({ why, ...clear }: AuditedAction): Promise<string> => {
    const id = await redis.xadd(
      auditStreamKey,
      'MINID',
      '~',
      String(now() - auditRetentionMs),
      '*',
      'action',
      JSON.stringify(clear),
    );
    if (id === null) throw new Error('Redis gave the line of the audit log no id');
    if (why !== undefined) await writeWhy(id, why);
    return id;
  };

  const writeOutcome = async (id: string, outcome: string): Promise<void> => {
    const key = auditOutcomesKey(id);
    await redis.multi().hsetnx(key, id, outcome).pexpire(key, auditRetentionMs).exec();
  };

  const read = async (found: readonly StreamEntry[]): Promise<AuditEntry[]> => {
    const pipeline = redis.pipeline();
    for (const [id] of found) {
      pipeline.hget(auditOutcomesKey(id), id);
      pipeline.hget(auditWhysKey(id), id);
    }
    const answers = (await pipeline.exec()) ?? [];
    const answerAt = (place: number): unknown => {
      const [error, answer] = answers[place] ?? [null, null];
      if (error !== null) throw error;
      return answer;
    };
    return found.map(([id, [, text = '{}']], index) => {
      const outcome = answerAt(2 * index);
      const why = answerAt(2 * index + 1);
      return {
        id,
        at: new Date(timeOfAuditEntry(id)).toISOString(),
        ...(JSON.parse(text) as AuditedAction),
        ...(typeof why === 'string' ? openWhy(why) : {}),
        ...(typeof outcome === 'string' ? { outcome } : {}),
      };
    });
  };

  const openWhy = (sealed: string) => {
    const opening = keyring.open(sealed, whyContext);
    if (opening.kind === 'opened') return { why: opening.plaintext.toString('utf8') };
    return {
      isUnreadable: true,
      ...(opening.kind === 'unknown_key' ? { missingKey: opening.keyId } : {}),
    } as const;
  };

  return {
    async around(action, work) {
      const id = await write(action);
      try {
        const result = await work();
        await writeOutcome(id, result.kind).catch(() => undefined);
        return result;
      } catch (error) {
        await writeOutcome(id, 'failed').catch(() => undefined);
        throw error;
      }
    },
    async list({ before, limit }) {
      const end = before !== undefined && isAuditPosition(before) ? `(${before}` : '+';
      const found = await redis.xrevrange(auditStreamKey, end, '-', 'COUNT', limit + 1);
      const entries = await read(found.slice(0, limit));
      const last = entries.at(-1);
      return found.length > limit && last !== undefined ? { entries, next: last.id } : { entries };
    },
    async *export() {
      let start = '-';
      for (;;) {
        const found = await redis.xrange(auditStreamKey, start, '+', 'COUNT', batchSize);
        yield* await read(found);
        const last = found.at(-1);
        if (last === undefined || found.length < batchSize) return;
        start = `(${last[0]}`;
      }
    },
    async *about(order) {
      let start = '-';
      for (;;) {
        const found = await redis.xrange(auditStreamKey, start, '+', 'COUNT', lookedAtATime);
        const wanted = found.filter(([, [, text = '{}']]) => isAbout(text, order));
        if (wanted.length > 0) yield* await read(wanted);
        const last = found.at(-1);
        if (last === undefined || found.length < lookedAtATime) return;
        start = `(${last[0]}`;
      }
    },
    async rewriteWhy(id, why) {
      if (why === undefined) await redis.hdel(auditWhysKey(id), id);
      else await writeWhy(id, why);
    },
  };
}

function isAbout(
  text: string,
  { orderNo, deliveryIds }: { orderNo: string; deliveryIds: ReadonlySet<string> },
): boolean {
  const action = JSON.parse(text) as AuditedAction;
  if (action.orderNo === orderNo) return true;
  return action.deliveryId !== undefined && deliveryIds.has(action.deliveryId);
}
