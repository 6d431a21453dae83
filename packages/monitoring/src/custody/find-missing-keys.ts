import type { Redis } from 'ioredis';
import { otherKeys, readCustodyState } from './custody-state.ts';

/** The ids of keys that sealed what was counted last, and that are none of these. */
export async function findMissingKeys(redis: Redis, keyIds: readonly string[]): Promise<string[]> {
  const { census } = await readCustodyState(redis);
  const used = new Set(Object.values(census?.values ?? {}).flatMap(Object.keys));
  return [...used].filter((keyId) => keyId !== otherKeys && !keyIds.includes(keyId));
}
