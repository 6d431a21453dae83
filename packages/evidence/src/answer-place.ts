const answersKeyPrefix = 'ticketpost:answers:';

const dayMs = 24 * 60 * 60 * 1000;

/** As long as an order is remembered after its last change. */
const retentionDays = 400;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Where the answer to a delivery stands: a hash for each day and one of 256 buckets, and its field. */
export interface AnswerPlace {
  key: string;
  /** The id's 16 bytes; other ids as they are. */
  field: Buffer;
  /** When the whole hash goes, in seconds since the epoch. */
  expiresAt: number;
}

/**
 * The place of the answer to a delivery that arrived on the day of `arrivedAt`, in UTC. By the day,
 * so that old answers go with their keys; in buckets, so that each hash is small and Redis keeps it
 * as one packed list: up to 130,000 deliveries a day, about 45 bytes each.
 */
export function placeOf(deliveryId: string, arrivedAt: number): AnswerPlace {
  const day = Math.floor(arrivedAt / dayMs);
  const field = uuid.test(deliveryId)
    ? Buffer.from(deliveryId.replaceAll('-', ''), 'hex')
    : Buffer.from(deliveryId);
  const bucket = (field[0] ?? 0).toString(16).padStart(2, '0');
  return {
    key: `${answersKeyPrefix}${new Date(day * dayMs).toISOString().slice(0, 10)}:${bucket}`,
    field,
    expiresAt: ((day + 1 + retentionDays) * dayMs) / 1000,
  };
}

/** All keys that `placeOf` makes, and when the day of each is over, in milliseconds since the epoch. */
export const answerKeys = {
  prefix: answersKeyPrefix,
  endOf: (key: string): number =>
    Date.parse(key.slice(answersKeyPrefix.length).split(':')[0] ?? '') + dayMs,
};

/** One instant of each day whose answers may still be there, newest first. */
export function rememberedDays(now: number): number[] {
  return Array.from({ length: retentionDays + 2 }, (_, back) => now - (back - 1) * dayMs);
}

/** One instant of each day on which a delivery may have arrived whose body was there at `receivedAt`. */
export function daysAround(receivedAt: number): number[] {
  return [receivedAt, receivedAt - dayMs];
}
