import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { retentionKeys } from './report/retention-keys.ts';

/** A run that shows no sign of life for so long is over. */
const lockMs = 20_000;
const heartbeatMs = 5000;

const renewScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`;

const releaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;

/**
 * Does the work unless another process is at it, in which case it answers `busy`. Its signal aborts when
 * the hold on it is lost, or the caller's does.
 */
export async function underRunLock<Result>(
  { redis, signal }: { redis: Redis; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | { kind: 'busy' }> {
  const token = randomUUID();
  if ((await redis.set(retentionKeys.lock, token, 'PX', lockMs, 'NX')) === null) {
    return { kind: 'busy' };
  }
  const losing = new AbortController();
  const renew = async () => {
    const renewed = await redis.eval(renewScript, 1, retentionKeys.lock, token, lockMs);
    if (renewed !== 1) losing.abort(new Error('the hold on the run was lost'));
  };
  const timer = setInterval(() => {
    // Redis away: the work itself hears of that.
    renew().catch(() => undefined);
  }, heartbeatMs);
  timer.unref();
  try {
    return await work(AbortSignal.any([signal, losing.signal]));
  } finally {
    clearInterval(timer);
    await redis.eval(releaseScript, 1, retentionKeys.lock, token).catch(() => undefined);
  }
}
