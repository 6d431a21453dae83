import type { Keyring } from '@ticketpost/queue';
import {
  withDeadline,
  type CheckOutcome,
  type Logger,
  type ReadinessCheck,
} from '@ticketpost/runtime';
import type { Redis } from 'ioredis';
import type { Diagnosis } from './diagnosis.ts';
import { judgeSample } from './keys/judge-sample.ts';
import { sampleSealed } from './keys/sample-sealed.ts';
import { judgeClock, measureClock } from './redis/check-clock.ts';

export interface StoredWatch {
  /** What was found last, for `readyz`. Never failed: a process that is taken away mends neither. */
  checks: { payload_keys: ReadinessCheck; clock: ReadinessCheck };
  close(): Promise<void>;
}

const lookTimeoutMs = 10_000;

/**
 * Looks with every connect and every `intervalMs` whether the keys open what is stored, by a bounded
 * sample, and whether Redis' clock agrees with ours. Logs a warning once until it changes.
 */
export function watchStored(options: {
  redis: Redis;
  keyring: Keyring;
  logger: Logger;
  intervalMs?: number;
}): StoredWatch {
  const { redis, keyring, logger, intervalMs = 5 * 60_000 } = options;
  const notRead: CheckOutcome = { status: 'ok', reason: 'not looked at yet' };
  const latest = { payload_keys: notRead, clock: notRead };
  const logged = new Map<string, string>();

  const note = (name: keyof typeof latest, found: readonly Diagnosis[]) => {
    latest[name] = toOutcome(found);
    const { status, reason = '' } = latest[name] as CheckOutcome & { reason?: string };
    if (status !== 'ok' && logged.get(name) !== reason)
      logger.warn(latest[name], `look at ${name}`);
    logged.set(name, status === 'ok' ? '' : reason);
  };
  const look = async () => {
    if (redis.status !== 'ready') return;
    const aheadMs = await measureClock(redis);
    note('clock', [judgeClock(aheadMs, { name: 'clock', whose: 'Redis’' })]);
    note('payload_keys', judgeSample(await sampleSealed(redis, keyring)));
  };
  const tryToLook = () => {
    // Redis was away: the next connect or turn looks again.
    withDeadline(look(), { what: 'looking at what is stored', timeoutMs: lookTimeoutMs }).catch(
      (error: unknown) => {
        logger.debug({ error }, 'what is stored could not be looked at');
      },
    );
  };

  redis.on('ready', tryToLook);
  const timer = setInterval(tryToLook, intervalMs);
  timer.unref();
  tryToLook();
  return {
    checks: {
      payload_keys: () => Promise.resolve(latest.payload_keys),
      clock: () => Promise.resolve(latest.clock),
    },
    close() {
      redis.off('ready', tryToLook);
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}

function toOutcome(found: readonly Diagnosis[]): CheckOutcome {
  const worst = found.find(({ status }) => status !== 'ok');
  if (worst === undefined) return { status: 'ok' };
  const { finding: reason, remedy } = worst;
  return { status: 'warning', reason, ...(remedy === undefined ? {} : { remedy }) };
}
