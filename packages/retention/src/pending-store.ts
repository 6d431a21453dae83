import type { Redis } from 'ioredis';
import { retentionKeys } from './report/retention-keys.ts';
import type { UndecidedKind } from './report/kinds.ts';

/** What expires: taken off the queue, it would be told of nowhere if the process died just then. */
export interface PendingExpiry {
  kind: UndecidedKind;
  deliveryId: string;
  orderNo?: string;
  /** The stable code of why it waited for a person. */
  reason: string;
}

export interface PendingStore {
  list(kind: UndecidedKind): Promise<PendingExpiry[]>;
  note(pending: PendingExpiry): Promise<void>;
  settle(pending: PendingExpiry): Promise<void>;
}

export function createPendingStore({ redis }: { redis: Redis }): PendingStore {
  const fieldOf = ({ kind, deliveryId }: PendingExpiry) => `${kind} ${deliveryId}`;
  return {
    async list(kind) {
      const stored = await redis.hvals(retentionKeys.pending);
      return stored
        .map((text) => JSON.parse(text) as PendingExpiry)
        .filter((pending) => pending.kind === kind);
    },
    async note(pending) {
      await redis.hset(retentionKeys.pending, fieldOf(pending), JSON.stringify(pending));
    },
    async settle(pending) {
      await redis.hdel(retentionKeys.pending, fieldOf(pending));
    },
  };
}
