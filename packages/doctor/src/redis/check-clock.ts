import type { Redis } from 'ioredis';
import type { Diagnosis } from '../diagnosis.ts';

/** How far the clock of Redis is ahead of ours, by one question; half its way is taken for each side. */
export async function measureClock(redis: Redis, now: () => number = Date.now): Promise<number> {
  const askedAt = now();
  const [seconds, microseconds] = (await redis.time()).map(Number);
  const answeredAt = now();
  const theirs = (seconds ?? 0) * 1000 + (microseconds ?? 0) / 1000;
  return theirs - (askedAt + answeredAt) / 2;
}

const noticeableMs = 2000;
const harmfulMs = 60_000;

/** Waits of jobs run by our clock, times of claims by that of Redis. */
export function judgeClock(aheadMs: number, of: { name: string; whose: string }): Diagnosis {
  const { name, whose } = of;
  const size = Math.abs(aheadMs);
  if (size < noticeableMs)
    return { name, status: 'ok', finding: `${whose} clock agrees with ours` };
  const seconds = (size / 1000).toFixed(size < 10_000 ? 1 : 0);
  return {
    name,
    status: size < harmfulMs ? 'warning' : 'failed',
    finding: `${whose} clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ours`,
    remedy: 'Let both machines keep time with NTP (timedatectl, chronyc tracking).',
  };
}
