import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import os from 'node:os';
import path from 'node:path';
import { createConnection } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { type RunningRedis, startRedis, startTestRedis } from '../../src/index.ts';
import { findOnPath } from '../../src/process/find-on-path.ts';
import { redisCommands } from '../../src/redis/redis-program.ts';
import { startRedisOnPort } from '../../src/redis/start-redis.ts';
import { untilGone } from '../process/until-gone.ts';

const program = {
  kind: 'program',
  command: findOnPath(redisCommands, process.env) ?? 'redis-server',
} as const;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function keep(redis: RunningRedis): RunningRedis {
  closers.push(() => redis.stop());
  return redis;
}

function connect(redis: RunningRedis): Redis {
  const client = new Redis(redis.url, { maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  closers.push(() => {
    client.disconnect();
    return Promise.resolve();
  });
  return client;
}

test('answers as soon as it is there, and keeps every key', async () => {
  const client = connect(keep(await startTestRedis()));
  expect(await client.ping()).toBe('PONG');
  expect(await client.config('GET', 'maxmemory-policy')).toEqual([
    'maxmemory-policy',
    'noeviction',
  ]);
  expect(await client.config('GET', 'save')).toEqual(['save', '']);
  expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'no']);
});

test('listens on loopback alone', async () => {
  const redis = keep(await startTestRedis());
  expect(await connect(redis).config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const refused = new Promise((resolve, reject) => {
      const socket = createConnection(redis.port, address, () => {
        socket.destroy();
        reject(new Error(`${address} answers`));
      });
      socket.once('error', resolve);
    });
    expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
  }
});

test('takes further settings, and the append-only file in a folder with spaces', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ticketpost redis '));
  closers.push(() => rm(folder, { recursive: true }));
  const directory = path.join(folder, 'data of its own');
  const said: string[] = [];
  const redis = keep(
    await startRedis({
      program,
      directory,
      appendOnly: 'always',
      settings: { maxmemory: '64mb' },
      announce: (line) => said.push(line),
    }),
  );
  const client = connect(redis);
  expect(await client.config('GET', 'appendfsync')).toEqual(['appendfsync', 'always']);
  expect(await client.config('GET', 'maxmemory')).toEqual(['maxmemory', String(64 * 1024 * 1024)]);
  expect(await readdir(directory)).not.toEqual([]);
  expect(said).toHaveLength(1);
  await redis.stop();
  expect((await stat(directory)).isDirectory()).toBe(true);
});

describe('the end', () => {
  test('stop ends the process and removes its own folder, also when called again', async () => {
    const redis = await startTestRedis();
    await redis.stop();
    await redis.stop();
    await untilGone(redis.pid);
    await expect(stat(redis.directory)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('stop ends a frozen server', async () => {
    const redis = await startTestRedis();
    redis.freeze();
    await redis.stop();
    await untilGone(redis.pid);
  });

  test('after kill and restart the data is there again, on the same port', async () => {
    const redis = keep(await startRedis({ program, appendOnly: 'always' }));
    const client = connect(redis);
    await client.set('key', 'value');
    const { port, pid } = redis;
    await redis.kill();
    await untilGone(pid);
    await redis.restart();
    expect([redis.port, redis.pid === pid]).toEqual([port, false]);
    expect(await client.get('key')).toBe('value');
  });

  test('restart of a running server', async () => {
    const redis = keep(await startRedis({ program, appendOnly: 'everysec' }));
    const client = connect(redis);
    await client.set('key', 'value');
    await redis.restart();
    expect(await client.get('key')).toBe('value');
  });
});

test('a frozen server answers nothing until it is thawed', async () => {
  const redis = keep(await startTestRedis());
  const client = connect(redis);
  const impatient = new Redis(redis.url, { commandTimeout: 100, lazyConnect: true });
  await impatient.connect();
  closers.push(() => {
    impatient.disconnect();
    return Promise.resolve();
  });
  redis.freeze();
  await expect(impatient.ping()).rejects.toThrow();
  const answer = client.ping();
  redis.thaw();
  expect(await answer).toBe('PONG');
});

describe('what does not work', () => {
  test('a port that is given and taken rejects with the server’s own lines', async () => {
    const { port } = keep(await startTestRedis());
    await expect(startRedis({ program, port })).rejects.toMatchObject({
      code: 'exited',
      lines: expect.arrayContaining([expect.stringMatching(/already in use/i)]),
    });
  });

  test('a port that was picked and is taken is replaced', async () => {
    const { port } = keep(await startTestRedis());
    const free = keep(await startTestRedis());
    await free.stop();
    const picks = [port, port, free.port];
    const redis = keep(
      await startRedisOnPort({ program }, () => Promise.resolve(picks.shift() ?? 0)),
    );
    expect(redis.port).toBe(free.port);
    expect(picks).toEqual([]);
  });

  test('a setting the server does not know rejects at once', async () => {
    await expect(
      startRedis({ program, settings: { 'no-such-setting': '1' } }),
    ).rejects.toMatchObject({ code: 'exited' });
  });

  test('a program that is not there', async () => {
    const missing = { kind: 'program', command: '/nonexistent/redis-server' } as const;
    await expect(startRedis({ program: missing })).rejects.toMatchObject({ code: 'not_started' });
  });

  test('startTestRedis without Redis names the remedy', async () => {
    const before = process.env['PATH'];
    process.env['PATH'] = '/nonexistent';
    try {
      await expect(startTestRedis()).rejects.toMatchObject({ code: 'redis_missing' });
    } finally {
      process.env['PATH'] = before;
    }
  });
});
