import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import {
  createLogger,
  judgeRedisSettings,
  readRedisSettings,
  watchRedisSettings,
  type RedisSettings,
} from '@ticketpost/runtime';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';

const good: RedisSettings = {
  version: '8.2.1',
  appendOnly: 'yes',
  appendFsync: 'always',
  maxMemoryPolicy: 'noeviction',
  lastWriteStatus: 'ok',
};

describe('settings', () => {
  test.each<[string, RedisSettings, string[], string[]]>([
    ['as they should be', {}, [], []],
    ['of the oldest version', { version: '6.2.0' }, [], []],
    ['of an older version', { version: '6.0.16' }, ['version'], []],
    ['of an old major', { version: '5.9.9' }, ['version'], []],
    ['of a version of two digits', { version: '10.0.0' }, [], []],
    ['without the append-only file', { appendOnly: 'no' }, ['appendonly'], []],
    ['synced every second', { appendFsync: 'everysec' }, ['appendfsync'], []],
    ['never synced', { appendFsync: 'no' }, ['appendfsync'], []],
    ['that evict', { maxMemoryPolicy: 'allkeys-lru' }, ['maxmemory-policy'], []],
    ['whose file failed', { lastWriteStatus: 'err' }, ['aof_last_write_status'], []],
    ['hidden in part', { appendFsync: undefined }, [], ['appendfsync']],
  ])('%s', (_row, change, warned, unknown) => {
    const judged = judgeRedisSettings({ ...good, ...change });
    expect(judged.warnings.map(({ setting }) => setting)).toEqual(warned);
    expect(judged.unknown).toEqual(unknown);
  });

  test('that are all hidden are unknown and no warning', () => {
    expect(judgeRedisSettings({})).toMatchObject({ warnings: [], unknown: { length: 5 } });
  });
});

describe('on a real Redis', () => {
  let server: RunningRedis;
  let redis: Redis;
  beforeAll(async () => {
    server = await startTestRedis();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  test('are read', async () => {
    await redis.config('SET', 'appendonly', 'yes');
    await redis.config('SET', 'appendfsync', 'everysec');
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    expect(await readRedisSettings(redis)).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown,
      appendOnly: 'yes',
      appendFsync: 'everysec',
      maxMemoryPolicy: 'noeviction',
      lastWriteStatus: 'ok',
    });
  });

  test.each<[string, string[], RedisSettings]>([
    ['CONFIG', ['-config'], { appendOnly: 'yes', appendFsync: undefined }],
    ['CONFIG and INFO', ['-config', '-info'], { appendOnly: undefined, version: undefined }],
  ])('are unknown where %s is hidden', async (_what, rules, expected) => {
    await redis.config('SET', 'appendonly', 'yes');
    await redis.acl('SETUSER', 'guest', 'reset', 'on', 'nopass', '~*', '+@all', ...rules);
    const guest = new Redis(server.url, {
      username: 'guest',
      password: 'x',
      enableReadyCheck: false,
    });
    expect(await readRedisSettings(guest)).toMatchObject(expected);
    guest.disconnect();
  });

  test('are watched: warned of once, and looked at again when Redis is back', async () => {
    await redis.config('SET', 'appendonly', 'no');
    const lines: string[] = [];
    let onLine: () => void = () => undefined;
    const logger = createLogger({
      app: 'test',
      level: 'warn',
      stream: {
        write: (line) => {
          lines.push(line);
          onLine();
        },
      },
    });
    const nextLine = () =>
      new Promise<void>((resolve) => {
        onLine = resolve;
      });
    const firstLine = nextLine();
    const watched = new Redis(server.url);
    const watch = watchRedisSettings({ redis: watched, logger });
    await firstLine;
    expect(lines[0]).toContain('"setting":"appendonly"');
    expect(await watch.check()).toMatchObject({
      status: 'warning',
      warnings: expect.arrayContaining([
        expect.objectContaining({ setting: 'appendonly', found: 'no', wanted: 'yes' }),
      ]) as unknown,
    });

    const before = lines.length;
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const secondLine = nextLine();
    watched.disconnect(true);
    await secondLine;
    const fresh = lines.slice(before);
    expect(fresh).toHaveLength(1);
    expect(fresh[0]).toContain('"setting":"maxmemory-policy"');
    await watch.close();
    watched.disconnect();
  });
});
