import type { Keyring } from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import type { AuditedAction, AuditEntry } from './audited-action.ts';
import { isAuditPosition } from './is-audit-position.ts';

/** Who did what, when and why: lines are added, and none is changed or taken out before its time. */
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
}

/** A Redis stream; its ids hold the time. */
const streamKey = 'ticketpost:audit';

/** As long as an order is remembered. */
const retentionMs = 400 * 24 * 60 * 60 * 1000;

/** Entries read at a time. */
const batchSize = 200;

type StreamEntry = [id: string, fields: string[]];

/** The audit log over a connection that fails fast; it stays the caller's to close. */
export function createAuditLog(options: {
  redis: Redis;
  keyring: Pick<Keyring, 'seal' | 'open'>;
  /** Milliseconds since the epoch, for what is past its time. */
  now?: () => number;
}): AuditLog {
  const { redis, keyring, now = Date.now } = options;

  const write = async ({ why, ...clear }: AuditedAction): Promise<string> => {
    const sealed = why === undefined ? {} : { why: keyring.seal(why, sealContext) };
    const id = await redis.xadd(
      streamKey,
      'MINID',
      '~',
      String(now() - retentionMs),
      '*',
      'action',
      JSON.stringify({ ...clear, ...sealed }),
    );
    if (id === null) throw new Error('Redis gave the line of the audit log no id');
    return id;
  };

  const writeOutcome = async (id: string, outcome: string): Promise<void> => {
    const key = outcomesKey(id);
    await redis.multi().hsetnx(key, id, outcome).pexpire(key, retentionMs).exec();
  };

  const read = async (found: readonly StreamEntry[]): Promise<AuditEntry[]> => {
    const pipeline = redis.pipeline();
    for (const [id] of found) pipeline.hget(outcomesKey(id), id);
    const outcomes = (await pipeline.exec()) ?? [];
    return found.map(([id, [, text = '{}']], index) => {
      const { why, ...clear } = JSON.parse(text) as AuditedAction;
      const [error, outcome] = outcomes[index] ?? [null, null];
      if (error !== null) throw error;
      return {
        id,
        at: new Date(timeOf(id)).toISOString(),
        ...clear,
        ...(why === undefined ? {} : openWhy(why)),
        ...(typeof outcome === 'string' ? { outcome } : {}),
      };
    });
  };

  const openWhy = (sealed: string) => {
    const opening = keyring.open(sealed, sealContext);
    return opening.kind === 'opened'
      ? { why: opening.plaintext.toString('utf8') }
      : ({ isUnreadable: true } as const);
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
      const found = await redis.xrevrange(streamKey, end, '-', 'COUNT', limit + 1);
      const entries = await read(found.slice(0, limit));
      const last = entries.at(-1);
      return found.length > limit && last !== undefined ? { entries, next: last.id } : { entries };
    },
    async *export() {
      let start = '-';
      for (;;) {
        const found = await redis.xrange(streamKey, start, '+', 'COUNT', batchSize);
        yield* await read(found);
        const last = found.at(-1);
        if (last === undefined || found.length < batchSize) return;
        start = `(${last[0]}`;
      }
    },
  };
}

const sealContext = JSON.stringify(['audit', 'why']);

/** Beside the stream, whose lines never change: a hash for each day of what was begun then. */
function outcomesKey(id: string): string {
  return `ticketpost:audit-outcomes:${new Date(timeOf(id)).toISOString().slice(0, 10)}`;
}

function timeOf(id: string): number {
  return Number(id.split('-')[0]);
}
