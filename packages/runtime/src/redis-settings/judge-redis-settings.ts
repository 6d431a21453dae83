import type { RedisSettings } from './read-redis-settings.ts';

/** A setting that is not as it should be, or that Redis does not tell. */
export interface SettingFinding {
  setting: string;
  /** `unknown` when Redis does not tell. */
  found: string;
  wanted: string;
  /** What it costs as it is. */
  cost: string;
}

/** The oldest version that BullMQ recommends. */
const oldestVersion = [6, 2] as const;

/** Each row is one thing that is asked of Redis. */
export const redisRequirements: readonly {
  setting: string;
  of: (settings: RedisSettings) => string | undefined;
  wanted: string;
  isMet: (found: string) => boolean;
  cost: string;
}[] = [
  {
    setting: 'version',
    of: ({ version }) => version,
    wanted: `${oldestVersion.join('.')} or newer`,
    isMet: isSupportedVersion,
    cost: 'the queue is not tested with it and may fail',
  },
  {
    setting: 'appendonly',
    of: ({ appendOnly }) => appendOnly,
    wanted: 'yes',
    isMet: (found) => found === 'yes',
    cost: 'whatever was acknowledged since the last snapshot is lost when Redis restarts',
  },
  {
    setting: 'appendfsync',
    of: ({ appendFsync }) => appendFsync,
    wanted: 'always',
    isMet: (found) => found === 'always',
    cost: 'what was acknowledged in the last second (`everysec`) or longer (`no`) is lost when the machine dies',
  },
  {
    setting: 'maxmemory-policy',
    of: ({ maxMemoryPolicy }) => maxMemoryPolicy,
    wanted: 'noeviction',
    isMet: (found) => found === 'noeviction',
    cost: 'Redis throws acknowledged events away when its memory is full',
  },
  {
    setting: 'aof_last_write_status',
    of: ({ lastWriteStatus }) => lastWriteStatus,
    wanted: 'ok',
    isMet: (found) => found === 'ok',
    cost: 'the append-only file cannot be written: look at the disk of Redis',
  },
];

/** What is not as it should be, and what Redis does not tell. */
export function judgeRedisSettings(settings: RedisSettings): {
  warnings: readonly SettingFinding[];
  unknown: readonly string[];
} {
  const warnings: SettingFinding[] = [];
  const unknown: string[] = [];
  for (const { setting, of, wanted, isMet, cost } of redisRequirements) {
    const found = of(settings);
    if (found === undefined) unknown.push(setting);
    else if (!isMet(found)) warnings.push({ setting, found, wanted, cost });
  }
  return { warnings, unknown };
}

function isSupportedVersion(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestVersion;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
