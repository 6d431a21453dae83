import type { Redis } from 'ioredis';
import { keyedHash } from '../../http/keyed-hash.ts';

/** From which addresses people logged in well. */
export interface KnownAddresses {
  /** `false` too while Redis does not answer. */
  has(name: string, address: string): Promise<boolean>;
  /** Whether it is new. */
  remember(name: string, address: string): Promise<boolean>;
}

const rememberedMs = 30 * 24 * 60 * 60 * 1000;

/** Redis keeps neither the addresses nor the names, but keyed hashes of both together. */
export function createKnownAddresses({
  redis,
  key,
}: {
  redis: Redis;
  key: Buffer;
}): KnownAddresses {
  const keyOf = (name: string, address: string): string =>
    `ticketpost:dashboard:known:${keyedHash(key, name, address)}`;
  return {
    has: (name, address) =>
      redis.exists(keyOf(name, address)).then(
        (count) => count === 1,
        () => false,
      ),
    async remember(name, address) {
      return (await redis.set(keyOf(name, address), '1', 'PX', rememberedMs, 'GET')) === null;
    },
  };
}
