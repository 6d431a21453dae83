import type { Redis } from 'ioredis';
import { daysAround, placeOf, rememberedDays } from './answer-place.ts';
import { formatAnswer, parseAnswer, type AnswerRecord } from './answer-record.ts';

/** What was answered to each delivery, kept in Redis for 400 days. */
export interface AnswerStore {
  /** Writes all of them in one go; written again they change nothing. Rejects if any was not. */
  write(records: readonly AnswerRecord[]): Promise<void>;
  /**
   * The answer to a delivery; `undefined` when none is on record. Without `receivedAt`, milliseconds
   * since the epoch, every day is looked at, in one round trip.
   */
  find(
    deliveryId: string,
    about?: { receivedAt?: number | undefined },
  ): Promise<AnswerRecord | undefined>;
}

/** Over a connection that stays the caller's to close. */
export function createAnswerStore(options: {
  redis: Redis;
  /** Milliseconds since the epoch. */
  now?: () => number;
}): AnswerStore {
  const { redis, now = Date.now } = options;
  return {
    async write(records) {
      const pipeline = redis.pipeline();
      const lifetimes = new Map<string, number>();
      for (const record of records) {
        const { key, field, expiresAt } = placeOf(record.deliveryId, record.arrivedAt);
        pipeline.hset(key, field, formatAnswer(record));
        lifetimes.set(key, expiresAt);
      }
      for (const [key, expiresAt] of lifetimes) pipeline.expireat(key, expiresAt);
      for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
    },
    async find(deliveryId, { receivedAt } = {}) {
      const days = receivedAt === undefined ? rememberedDays(now()) : daysAround(receivedAt);
      const pipeline = redis.pipeline();
      for (const day of days) {
        const { key, field } = placeOf(deliveryId, day);
        // By its buffer: ioredis' types know no other way to name a field of bytes.
        pipeline.call('HGET', key, field);
      }
      let found: AnswerRecord | undefined;
      for (const [error, text] of (await pipeline.exec()) ?? []) {
        if (error !== null) throw error;
        if (typeof text === 'string') found ??= parseAnswer(deliveryId, text);
      }
      return found;
    },
  };
}
