import type { Redis } from 'ioredis';
import type { Logger } from '../logger.ts';
import type { CheckOutcome, ReadinessCheck } from '../readiness.ts';
import { withDeadline } from '../with-deadline.ts';
import { judgeRedisSettings } from './judge-redis-settings.ts';
import { readRedisSettings } from './read-redis-settings.ts';

export interface RedisSettingsWatch {
  /** What was found last. Never failed: what is set otherwise weakens a promise and stops nothing. */
  check: ReadinessCheck;
  close(): Promise<void>;
}

const readTimeoutMs = 2000;

/**
 * Looks at the settings of Redis with every connect, so with every restart and failover, and every
 * `intervalMs`. Logs a warning for each that is not as it should be, once until it changes.
 */
export function watchRedisSettings(options: {
  redis: Redis;
  logger: Logger;
  intervalMs?: number;
}): RedisSettingsWatch {
  const { redis, logger, intervalMs = 5 * 60_000 } = options;
  const logged = new Set<string>();
  let latest: CheckOutcome = { status: 'ok', settings: 'not read yet' };

  const look = async () => {
    if (redis.status !== 'ready') return;
    const settings = await withDeadline(readRedisSettings(redis), {
      what: 'reading the settings of Redis',
      timeoutMs: readTimeoutMs,
    });
    const { warnings, unknown } = judgeRedisSettings(settings);
    latest = {
      status: warnings.length === 0 ? 'ok' : 'warning',
      ...(warnings.length > 0 && { warnings }),
      ...(unknown.length > 0 && { unknown }),
    };
    const found = new Set(warnings.map(({ setting, found: value }) => `${setting}=${value}`));
    for (const warning of warnings) {
      const key = `${warning.setting}=${warning.found}`;
      if (!logged.has(key)) logger.warn(warning, 'Redis may forget what was acknowledged');
    }
    logged.clear();
    for (const key of found) logged.add(key);
  };
  const tryToLook = () => {
    // Redis was away: the next connect or turn looks again.
    look().catch((error: unknown) => {
      logger.debug({ error }, 'the settings of Redis could not be read');
    });
  };

  redis.on('ready', tryToLook);
  const timer = setInterval(tryToLook, intervalMs);
  timer.unref();
  tryToLook();
  return {
    check: () => Promise.resolve(latest),
    close() {
      redis.off('ready', tryToLook);
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}
