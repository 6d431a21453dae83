import type { Redis } from 'ioredis';

/** What decides whether Redis keeps what it acknowledged; undefined is what it does not tell. */
export interface RedisSettings {
  /** Of the Redis protocol's server, such as `8.2.1`. */
  version?: string | undefined;
  appendOnly?: string | undefined;
  appendFsync?: string | undefined;
  maxMemoryPolicy?: string | undefined;
  /** `ok`, or `err` when the append-only file could not be written last time. */
  lastWriteStatus?: string | undefined;
}

/**
 * Asks Redis for its settings, by `INFO` and, for what only that tells, by `CONFIG GET`. Managed
 * services hide one or both, which is no error here.
 */
export async function readRedisSettings(redis: Redis): Promise<RedisSettings> {
  const [info, config] = await Promise.all([
    redis.info().catch(isHidden),
    redis.config('GET', 'append*').catch(isHidden),
  ]);
  const facts = new Map<string, string>();
  for (const line of (info ?? '').split(/\r?\n/)) {
    const [name = '', value] = line.split(':', 2);
    if (value !== undefined) facts.set(name, value);
  }
  const settings = pairUp(config);
  const isAppending = facts.get('aof_enabled');
  return {
    version: facts.get('redis_version'),
    appendOnly: settings.get('appendonly') ?? (isAppending && (isAppending === '1' ? 'yes' : 'no')),
    appendFsync: settings.get('appendfsync'),
    maxMemoryPolicy: facts.get('maxmemory_policy'),
    lastWriteStatus: facts.get('aof_last_write_status'),
  };
}

/** A command that this user or this service may not use; a Redis that does not answer stays an error. */
function isHidden(error: Error): undefined {
  if (/^(NOPERM|ERR unknown)/.test(error.message)) return undefined;
  throw error;
}

function pairUp(list: unknown): Map<string, string> {
  const pairs = new Map<string, string>();
  if (!Array.isArray(list)) return pairs;
  for (let n = 0; n + 1 < list.length; n += 2) pairs.set(String(list[n]), String(list[n + 1]));
  return pairs;
}
