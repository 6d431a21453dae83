import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readRepositoryFile, repositoryPath } from './compose-file.ts';
import { findScriptCommands } from './find-script-commands.ts';
import { redisUsers } from './start-guarded-redis.ts';

describe('redis/users.acl', () => {
  const rules = new Map(
    readRepositoryFile('redis/users.acl')
      .split(/^user /m)
      .slice(1)
      .map((text): [string, string] => [text.split(/\s/, 1)[0] ?? '', text]),
  );

  test.each(['worker', 'dashboard'])(
    'lets %s use all that the scripts of BullMQ call, whether a test comes by it or not',
    (user) => {
      const queues = /\( ~\{ticketpost\}[^)]*\)/.exec(rules.get(user) ?? '')?.[0] ?? '';
      const allowed: readonly string[] = queues.match(/(?<=\s\+)\S+/g) ?? [];
      const called = findScriptCommands().filter((name) => name !== 'time');
      expect(called.length).toBeGreaterThan(40);
      expect(called.filter((name) => !allowed.includes(name))).toEqual([]);
    },
  );

  test.each(redisUsers)('names every command and every key of %s one by one', (user) => {
    const words = (rules.get(user) ?? '').split(/\s+/);
    expect(
      words.filter((word) => /^\+@|^allkeys$|^allcommands$|^~\*$|^nopass$/.test(word)),
    ).toEqual([]);
    expect(words).toContain('resetchannels');
  });
});

describe('redis/write-users.sh', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-users-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const good = {
    REDIS_INGEST_PASSWORD: 'a'.repeat(32),
    REDIS_WORKER_PASSWORD: 'B_-9'.repeat(8),
    REDIS_DASHBOARD_PASSWORD: 'c'.repeat(64),
  };
  const write = (environment: Record<string, string>) => {
    const { status, stdout, stderr } = spawnSync(
      'sh',
      [repositoryPath('redis/write-users.sh'), folder],
      { env: { PATH: process.env['PATH'], ...environment }, encoding: 'utf8' },
    );
    return { status, said: stdout + stderr };
  };

  test('writes hashes alone, readable by its owner alone, and new passwords with every start', async () => {
    expect(write(good)).toEqual({ status: 0, said: '' });
    const users = await readFile(path.join(folder, 'users.acl'), 'utf8');
    for (const password of Object.values(good)) expect(users).not.toContain(password);
    expect(users.split('\n').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['default', ...redisUsers, 'health', 'admin'].map((name) => `user ${name}`),
      '',
    ]);
    for (const file of await readdir(folder)) {
      expect([file, (await stat(path.join(folder, file))).mode & 0o777]).toEqual([file, 0o600]);
    }
    const first = await readFile(path.join(folder, 'admin'), 'utf8');
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(write(good).status).toBe(0);
    expect(await readFile(path.join(folder, 'admin'), 'utf8')).not.toBe(first);
  });

  test('reads a password from the file that is named, with or without a line break', async () => {
    const file = path.join(folder, 'secret');
    const { REDIS_INGEST_PASSWORD: password, ...others } = good;
    for (const text of [password, `${password}\n`]) {
      await writeFile(file, text);
      expect(write({ ...others, REDIS_INGEST_PASSWORD_FILE: file }).status).toBe(0);
      const fromFile = await readFile(path.join(folder, 'users.acl'), 'utf8');
      write(good);
      const fromVariable = await readFile(path.join(folder, 'users.acl'), 'utf8');
      const ofIngest = (users: string) => users.split('\n').find((line) => line.includes('ingest'));
      expect(ofIngest(fromFile)).toBe(ofIngest(fromVariable));
    }
  });

  test.each<[what: string, environment: Record<string, string>]>([
    ['is missing', { REDIS_WORKER_PASSWORD: '' }],
    ['is short', { REDIS_WORKER_PASSWORD: 'a'.repeat(31) }],
    ['would not do in a URL', { REDIS_WORKER_PASSWORD: `${'a'.repeat(32)}@` }],
    ['would be a rule of its own', { REDIS_WORKER_PASSWORD: `${'a'.repeat(32)} +@all` }],
    ['would be a command', { REDIS_WORKER_PASSWORD: `$(touch x)${'a'.repeat(32)}` }],
    ['is that of another', { REDIS_WORKER_PASSWORD: good.REDIS_INGEST_PASSWORD }],
    ['is given twice', { REDIS_WORKER_PASSWORD_FILE: '/dev/null' }],
    [
      'is in a file that is not there',
      { REDIS_WORKER_PASSWORD: '', REDIS_WORKER_PASSWORD_FILE: '/nowhere' },
    ],
  ])('starts nothing when a password %s, and does not show it', (_what, environment) => {
    const { status, said } = write({ ...good, ...environment });
    expect(status).toBe(78);
    expect(said).toMatch(/^REDIS_WORKER_PASSWORD.*\n$/);
    expect(said).not.toContain('aaaa');
  });
});
