import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { keyedHash } from '../../http/keyed-hash.ts';
import type { KnownAddresses } from './known-addresses.ts';
import { loginLimits, waitAfter, type LoginLimits } from './login-limits.ts';

/** Who tries a password, and from where. */
export interface Try {
  name: string;
  address: string;
  /** A device that its owner logged in on. */
  device: string | undefined;
}

/** A try counts as a wrong one until it is told otherwise, so that many at once gain nothing. */
export type TryOutcome =
  | {
      kind: 'taken';
      /** It comes from where the owner logged in before. */
      isKnown: boolean;
      /** The next one of its kind will wait. */
      isLast: boolean;
      /** The password was right: what was wrong before is forgotten. */
      forgive(): Promise<void>;
      /** It was not looked at. */
      withdraw(): Promise<void>;
    }
  | { kind: 'wait'; waitMs: number };

export interface LoginThrottle {
  take(attempt: Try): Promise<TryOutcome>;
}

/** A limiter, and whom or what it counts. */
type Counter = readonly [RateLimiterAbstract, string];

/** Far above what any number of tries comes to: what waits is decided by another limiter. */
const noLimit = Number.MAX_SAFE_INTEGER;

/**
 * Counts wrong passwords in Redis, for all dashboards together; while it does not answer, each counts
 * for itself in memory. Whoever is at a known device is only slowed down by what is wrong there, and
 * whoever is at a known address not by what comes from others.
 */
export function createLoginThrottle(options: {
  redis: Redis;
  key: Buffer;
  knownAddresses: Pick<KnownAddresses, 'has'>;
  limits?: LoginLimits;
}): LoginThrottle {
  const { redis, key, knownAddresses, limits = loginLimits } = options;
  const limiter = (name: string, points: number, durationMs: number): RateLimiterAbstract => {
    const shared = {
      points,
      duration: durationMs / 1000,
      keyPrefix: `ticketpost:dashboard:${name}`,
    };
    return new RateLimiterRedis({
      ...shared,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(shared),
    });
  };
  const tries = limiter('tries', noLimit, limits.tries.forgottenAfterMs);
  const waits = limiter('waits', 1, limits.tries.longestWaitMs);
  const byAddress = limiter('address', limits.address.wrong, limits.address.withinMs);
  const byAccount = limiter('account', limits.account.wrong, limits.account.withinMs);
  const ofStrangers = limiter('strangers', limits.strangers.wrong, limits.strangers.withinMs);

  return {
    async take({ name, address, device }) {
      const account = keyedHash(key, 'account', name);
      const place = keyedHash(key, 'place', name, device ?? address);
      const isKnown = device !== undefined || (await knownAddresses.has(name, address));
      const counters: Counter[] = [
        ...(device === undefined ? [[byAddress, keyedHash(key, 'address', address)] as const] : []),
        ...(isKnown ? [] : [[ofStrangers, 'all'] as const, [byAccount, account] as const]),
      ];
      const withdrawFrom = async (taken: readonly Counter[]) => {
        await Promise.all(taken.map(([counter, counted]) => counter.reward(counted)));
      };
      // Whoever waits anyway leaves no key of their own, however many addresses and names they have.
      const strangersWaitMs = isKnown ? 0 : await waitOf(ofStrangers, 'all');
      if (strangersWaitMs > 0) return { kind: 'wait', waitMs: strangersWaitMs };
      for (const [n, [counter, counted]] of counters.entries()) {
        const waitMs = await consume(counter, counted);
        if (waitMs === 0) continue;
        await withdrawFrom(counters.slice(0, n));
        return { kind: 'wait', waitMs };
      }
      const { consumedPoints: wrong } = await tries.penalty(place);
      const waitMs = waitAfter(wrong, limits);
      const ownWaitMs = waitMs === 0 ? 0 : await consume(waits, place, waitMs);
      if (ownWaitMs > 0) {
        // Those who have to wait do not make it longer by asking.
        await withdrawFrom([[tries, place], ...counters]);
        return { kind: 'wait', waitMs: ownWaitMs };
      }
      return {
        kind: 'taken',
        isKnown,
        isLast: wrong >= limits.tries.free,
        async forgive() {
          await Promise.all([withdrawFrom(counters), tries.delete(place), waits.delete(place)]);
        },
        async withdraw() {
          await Promise.all([withdrawFrom([[tries, place], ...counters]), waits.delete(place)]);
        },
      };
    },
  };
}

/** How long to wait before one can be taken; takes none. */
async function waitOf(limiter: RateLimiterAbstract, counted: string): Promise<number> {
  const found = await limiter.get(counted);
  if (found === null || found.consumedPoints < limiter.points) return 0;
  return Math.max(1, found.msBeforeNext);
}

/** Takes one; how long to wait when there is none left, else 0. */
async function consume(
  limiter: RateLimiterAbstract,
  counted: string,
  waitMs?: number,
): Promise<number> {
  try {
    const options = waitMs === undefined ? {} : { customDuration: Math.ceil(waitMs / 1000) };
    await limiter.consume(counted, 1, options);
    return 0;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
    throw error;
  }
}
