import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Sealer } from '../sealer.ts';

/** A hash, of all orders together; in no slot with anything else. */
export const ticketSetsKey = 'ticketpost:ticket-sets';

/** The one field of it. */
export const ticketSetKeyField = 'key';

/** Authenticated with the sealed key. */
export const ticketSetKeyContext = 'ticket set key';

const keyLength = 32;

export type TicketSetKeyReading =
  | { kind: 'read'; key: Buffer }
  /** Sealed with a payload key that is not at hand. */
  | { kind: 'unknown_key'; keyId: string };

/**
 * Makes what reads the key under which ticket set ids are hashed. There is one for all orders, as
 * long as this Redis holds them: drawn by whoever comes first, and kept sealed. It is asked for once a
 * connection: another server, or the same one emptied, may have another. Rejects when it was altered.
 */
export function createReadTicketSetKey({
  redis,
  sealer,
}: {
  redis: Redis;
  sealer: Sealer;
}): () => Promise<TicketSetKeyReading> {
  let known: Buffer | undefined;
  redis.on('close', () => {
    known = undefined;
  });

  const readSealed = async (): Promise<string> => {
    const sealed = await redis.hget(ticketSetsKey, ticketSetKeyField);
    if (sealed !== null) return sealed;
    const drawn = sealer.seal(randomBytes(keyLength), ticketSetKeyContext);
    await redis.hsetnx(ticketSetsKey, ticketSetKeyField, drawn);
    return (await redis.hget(ticketSetsKey, ticketSetKeyField)) ?? drawn;
  };

  return async () => {
    if (known !== undefined) return { kind: 'read', key: known };
    const opening = sealer.open(await readSealed(), ticketSetKeyContext);
    if (opening.kind === 'unknown_key') {
      return { kind: 'unknown_key', keyId: opening.keyId ?? 'unknown' };
    }
    if (opening.kind === 'damaged') {
      throw new Error(
        `${ticketSetsKey} in Redis was altered: put it back from a backup, since without it a repeated delivery is mailed again`,
      );
    }
    known = opening.plaintext;
    return { kind: 'read', key: known };
  };
}
