import type { Redis } from 'ioredis';
import { judgeRedisSettings, readRedisSettings, type RedisSettings } from '@ticketpost/runtime';
import type { Diagnosis } from '../diagnosis.ts';

/** What of Redis matters beside its settings. */
export interface RedisFacts {
  role?: string | undefined;
  usedBytes?: number | undefined;
  /** 0 for no limit. */
  maxBytes?: number | undefined;
}

/** Asks a Redis that answers what it is and how it is set; rejects when it stops answering. */
export async function lookAtRedis(redis: Redis): Promise<Diagnosis[]> {
  const [settings, facts] = await Promise.all([readRedisSettings(redis), readFacts(redis)]);
  return [
    {
      name: 'redis.connection',
      status: 'ok',
      finding: `version ${settings.version ?? 'unknown'} answers`,
    },
    judgeRole(facts),
    ...judgeSettings(settings),
    judgeMemory(facts),
  ];
}

async function readFacts(redis: Redis): Promise<RedisFacts> {
  const info = await redis.info().catch((error: unknown) => {
    if (/^(NOPERM|ERR unknown)/.test((error as Error).message)) return '';
    throw error;
  });
  const read = (field: string) => new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const readNumber = (field: string) => {
    const text = read(field);
    return text === undefined ? undefined : Number(text);
  };
  return {
    role: read('role'),
    usedBytes: readNumber('used_memory'),
    maxBytes: readNumber('maxmemory'),
  };
}

/** A replica answers, and refuses every delivery. */
export function judgeRole({ role }: RedisFacts): Diagnosis {
  const name = 'redis.role';
  if (role === undefined)
    return { name, status: 'skipped', finding: 'Redis does not tell its role' };
  if (role === 'master')
    return { name, status: 'ok', finding: 'it is a primary, which can be written' };
  return {
    name,
    status: 'failed',
    finding: `it is a ${role === 'slave' ? 'replica' : role}: nothing can be written to it`,
    remedy: 'Let REDIS_URL name the primary.',
  };
}

/** Each setting that weakens a promise; none of them stops the system. */
export function judgeSettings(settings: RedisSettings): Diagnosis[] {
  const name = 'redis.settings';
  const { warnings, unknown } = judgeRedisSettings(settings);
  const found: Diagnosis[] = warnings.map(({ setting, found: value, wanted, cost }) => ({
    name,
    status: 'warning',
    finding: `${setting} is ${value}: ${cost}`,
    remedy: `Set ${setting} to ${wanted}, in redis.conf or with your provider.`,
  }));
  if (unknown.length > 0) {
    found.push({
      name,
      status: 'warning',
      finding: `Redis does not tell ${unknown.join(', ')}`,
      remedy:
        'Ask your provider whether Redis is persistent (appendfsync always) and never evicts.',
    });
  }
  if (found.length > 0) return found;
  return [
    { name, status: 'ok', finding: 'what is acknowledged is on disk, and nothing is evicted' },
  ];
}

const fullAt = 0.8;

export function judgeMemory({ usedBytes, maxBytes }: RedisFacts): Diagnosis {
  const name = 'redis.memory';
  if (usedBytes === undefined || maxBytes === undefined) {
    return { name, status: 'skipped', finding: 'Redis does not tell its memory' };
  }
  const used = `${Math.ceil(usedBytes / 1024 / 1024)} MiB are used`;
  if (maxBytes === 0) return { name, status: 'ok', finding: `${used}, without a limit of its own` };
  const share = usedBytes / maxBytes;
  const finding = `${used}, ${Math.round(share * 100)} % of maxmemory`;
  if (share < fullAt) return { name, status: 'ok', finding };
  return {
    name,
    status: share >= 1 ? 'failed' : 'warning',
    finding: `${finding}: a full Redis takes no delivery`,
    remedy: 'Raise maxmemory, or look whether a queue grows that nobody works on.',
  };
}
