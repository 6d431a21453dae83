import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

/** Longer than what is done under it may take: then it ends by itself, as after a crash. */
const lockMs = 15_000;

const releaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;

/** Takes a lock, or answers `undefined` when somebody else has it. */
export async function takeLock(
  connection: Redis,
  key: string,
): Promise<{ release: () => Promise<void> } | undefined> {
  const token = randomUUID();
  if ((await connection.set(key, token, 'PX', lockMs, 'NX')) === null) return undefined;
  return {
    async release() {
      // What was done stands, whether or not the lock is gone at once.
      await connection.eval(releaseScript, 1, key, token).catch(() => undefined);
    },
  };
}
