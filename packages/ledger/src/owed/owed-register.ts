import type { Redis } from 'ioredis';
import type { ConfirmationState } from '../confirmation.ts';
import { orderKey } from '../order-key.ts';
import { createNoteOwed } from './note-owed.ts';
import { owedKey, readOwedMember, type OwedKind } from './owed-keys.ts';

/** A confirmation that is owed. */
export interface OwedConfirmation {
  orderNo: string;
  ticketSetId: string;
  /** Since when it is what it was asked for as; RFC 3339 in UTC. */
  since: string;
}

/** When it became what it was asked for as: after one time, by another; in ms since the epoch. */
export interface OwedPeriod {
  afterMs: number;
  untilMs: number;
  limit: number;
}

/** The confirmations that are neither sent nor found not to be owed. */
export interface OwedRegister {
  /** All that are owed; the others are parts of it. */
  counts(): Promise<{ owed: number; noRecipient: number; uncertain: number; dead: number }>;
  /** Oldest first. */
  list(kind: OwedKind, page: { skip: number; limit: number }): Promise<readonly OwedConfirmation[]>;
  oldest(): Promise<OwedConfirmation | undefined>;
  /** The newest of a period, newest first, and how many the register has in all for it. */
  listOf(
    kind: OwedKind,
    period: OwedPeriod,
  ): Promise<{ items: (OwedConfirmation & { state: ConfirmationState })[]; total: number }>;
}

/** How many are looked at together. */
const batchSize = 20;

/** More that no longer stand where they are noted are not cleared away in one go. */
const mostBatches = 20;

/**
 * Reads the register that the ledger keeps. What is told of single confirmations is compared with
 * the order's own record, and the register put right where a dying process left it behind; counts
 * are the register's, so that they cost the same however many there are.
 */
export function createOwedRegister(options: {
  redis: Redis;
  now?: () => number;
  /** Told when the register could not be put right. */
  onError?: (error: unknown) => void;
}): OwedRegister {
  const { redis, now = Date.now, onError = () => undefined } = options;
  const noteOwed = createNoteOwed({ redis, now, onError });

  const read = async (kind: OwedKind, skip: number, limit: number) => {
    const flat = await redis.zrange(
      owedKey(kind),
      String(skip),
      String(skip + limit - 1),
      'WITHSCORES',
    );
    return readNoted(flat);
  };

  /** Those that still stand where they are noted. */
  const verify = async (
    kind: OwedKind,
    noted: readonly { member: string; since: string }[],
  ): Promise<(OwedConfirmation & { state: ConfirmationState })[]> => {
    const pipeline = redis.pipeline();
    const confirmations = noted.map(({ member, since }) => ({ ...readOwedMember(member), since }));
    for (const { orderNo, ticketSetId } of confirmations) {
      pipeline.hget(orderKey(orderNo), `confirmation:${ticketSetId}`);
    }
    const answers = (await pipeline.exec()) ?? [];
    return confirmations.flatMap((confirmation, index) => {
      const [error, stored] = answers[index] ?? [null, null];
      if (error !== null) throw error;
      // One that is folded was sent, and an order that is no longer remembered owes nothing.
      const state = stateOf(stored as string | null) ?? 'sent';
      if (belongsTo(state, kind)) return { ...confirmation, state };
      noteOwed(confirmation.orderNo, confirmation.ticketSetId, state);
      return [];
    });
  };

  return {
    async counts() {
      const pipeline = redis.pipeline();
      for (const kind of ['owed', 'no_recipient', 'uncertain', 'dead'] as const) {
        pipeline.zcard(owedKey(kind));
      }
      const [owed = 0, noRecipient = 0, uncertain = 0, dead = 0] = (
        (await pipeline.exec()) ?? []
      ).map(([error, count]) => {
        if (error !== null) throw error;
        return count as number;
      });
      return { owed, noRecipient, uncertain, dead };
    },
    async list(kind, { skip, limit }) {
      return (await verify(kind, await read(kind, skip, limit))).map(withoutState);
    },
    async oldest() {
      for (let batch = 0; batch < mostBatches; batch += 1) {
        const noted = await read('owed', 0, batchSize);
        const [oldest] = await verify('owed', noted);
        if (oldest !== undefined) return withoutState(oldest);
        if (noted.length === 0) return undefined;
      }
      return undefined;
    },
    async listOf(kind, { afterMs, untilMs, limit }) {
      const key = owedKey(kind);
      const after = `(${afterMs}`;
      const [total, flat] = await Promise.all([
        redis.zcount(key, after, untilMs),
        redis.zrange(
          ...([key, untilMs, after, 'BYSCORE', 'REV', 'LIMIT', 0, limit, 'WITHSCORES'] as const),
        ),
      ]);
      return { items: await verify(kind, readNoted(flat)), total };
    },
  };
}

/** Redis answers members and scores in turn. */
function readNoted(flat: readonly string[]): { member: string; since: string }[] {
  return Array.from({ length: flat.length / 2 }, (_, n) => ({
    member: flat[2 * n] ?? '',
    since: new Date(Number(flat[2 * n + 1])).toISOString(),
  }));
}

function withoutState({ orderNo, ticketSetId, since }: OwedConfirmation): OwedConfirmation {
  return { orderNo, ticketSetId, since };
}

function stateOf(stored: string | null): ConfirmationState | undefined {
  return stored === null ? undefined : (JSON.parse(stored) as { state: ConfirmationState }).state;
}

function belongsTo(state: ConfirmationState, kind: OwedKind): boolean {
  if (kind !== 'owed') return state === kind;
  return state !== 'sent' && state !== 'superseded' && state !== 'cancelled';
}
