import { Redis } from 'ioredis';
import type { Logger } from './logger.ts';
import { createTlsSettings } from './tls/create-tls-settings.ts';
import { isTlsFailure } from './tls/is-tls-failure.ts';

const longestReconnectWaitMs = 2000;
/** An idle line whose other end is gone shows within this time and a few seconds of probes. */
const keepAliveMs = 10_000;
/** Far above the 10 s that BullMQ's blocking command waits for a job in silence. */
const longestSilenceForJobsMs = 30_000;
/** How many commands in a row time out before the line is taken for dead. */
const silentCommands = 5;

/**
 * What a connection is for. `answers`: a caller waits, so a command fails at once when the line is
 * down and after `commandTimeoutMs` when Redis is frozen (an offline queue or retries would make it
 * wait instead). `jobs`: BullMQ takes jobs with it and must never see a command given up.
 */
export type ConnectionUse = { for: 'answers'; commandTimeoutMs: number } | { for: 'jobs' };

/** For a `rediss:` URL, as `TLS_CA` and `REDIS_TLS_CLIENT` have it. */
export interface RedisTls {
  tlsCa?: string | undefined;
  redisTlsClient?: string | undefined;
}

/**
 * A connection that reconnects for ever and logs each loss and each return once. A line that goes
 * silent while an answer is due, as when the other host dies without a word, is given up and made
 * anew: after five times `commandTimeoutMs`, for `jobs` after 30 s.
 */
export function connectRedis(options: {
  url: string;
  tls?: RedisTls;
  use: ConnectionUse;
  logger: Logger;
}): Redis {
  const { url, tls = {}, use, logger } = options;
  const redis = new Redis(url, {
    ...optionsFor(use),
    ...(/^rediss:/i.test(url) && { tls: tlsFor(tls) }),
    keepAlive: keepAliveMs,
    reconnectOnError: (error) => error.message.startsWith('READONLY') && onReadOnly(use),
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), longestReconnectWaitMs),
  });
  let isDown = false;
  redis.on('error', (error: Error & { code?: string }) => {
    if (isDown) return;
    isDown = true;
    const code = error.code ?? error.message;
    logger.warn({ code }, isTlsFailure(code) ? notTrusted : 'Redis cannot be reached');
  });
  redis.on('ready', () => {
    if (isDown) logger.info('Redis is back');
    isDown = false;
  });
  return redis;
}

const notTrusted =
  'Redis cannot be reached: no TLS, or a certificate that nothing vouches for. Check rediss:// and the host in REDIS_URL, and TLS_CA';

function tlsFor({ tlsCa, redisTlsClient }: RedisTls) {
  return { ...createTlsSettings({ ca: tlsCa, client: redisTlsClient }) };
}

/**
 * A server that is read-only was the primary until a failover: its address may lead to the new one
 * by now, so the line is made anew. A command for `jobs` is sent again there; one for `answers`
 * fails, since its caller has another way.
 */
function onReadOnly(use: ConnectionUse): 1 | 2 {
  return use.for === 'jobs' ? 2 : 1;
}

function optionsFor(use: ConnectionUse) {
  switch (use.for) {
    case 'answers':
      return {
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        commandTimeout: use.commandTimeoutMs,
        socketTimeout: silentCommands * use.commandTimeoutMs,
      } as const;
    case 'jobs':
      return { maxRetriesPerRequest: null, socketTimeout: longestSilenceForJobsMs } as const;
  }
}

/**
 * Waits until the connection can be used, for `timeoutMs` at most: an app that starts beside Redis
 * does not turn its first callers away, and one that starts without it starts all the same.
 */
export async function waitForRedis(redis: Redis, timeoutMs: number): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      redis.off('ready', done);
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    redis.once('ready', done);
  });
}
