import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { obtainRedisProgram, startRedis, type RunningRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { repositoryPath } from './compose-file.ts';

/** The apps of which each has a user of its own in Redis. */
export const redisUsers = ['ingest', 'worker', 'dashboard'] as const;
type RedisUser = (typeof redisUsers)[number];

export interface GuardedRedis {
  /** Its `url` is that of `admin`, for the tests' own questions. */
  redis: RunningRedis;
  /** On a port of its own when something stands between. */
  urlOf: (user: RedisUser | 'health', port?: number) => string;
  /** What a user wanted and may not, a line each; nothing while Redis is away. */
  findRefusals: () => Promise<string[]>;
  close: () => Promise<void>;
}

const script = repositoryPath('redis/write-users.sh');

/**
 * Redis with a synced append-only file and the users of the production compose file, made by the
 * very script that makes them there.
 */
export async function startGuardedRedis(): Promise<GuardedRedis> {
  const obtained = await obtainRedisProgram({ announce: () => undefined, install: false });
  if (obtained.kind === 'missing') throw new Error(obtained.remedy);
  const directory = await mkdtemp(path.join(tmpdir(), 'ticketpost-redis-'));
  const makePassword = () => randomBytes(32).toString('hex');
  const own = { ingest: makePassword(), worker: makePassword(), dashboard: makePassword() };
  execFileSync('sh', [script, directory], {
    env: {
      PATH: process.env['PATH'],
      REDIS_INGEST_PASSWORD: own.ingest,
      REDIS_WORKER_PASSWORD: own.worker,
      REDIS_DASHBOARD_PASSWORD: own.dashboard,
    },
  });
  const readMade = (user: string) => readFile(path.join(directory, user), 'utf8');
  const passwords = { ...own, health: await readMade('health') };
  const redis = await startRedis({
    program: obtained.program,
    directory,
    appendOnly: 'always',
    // From its working directory, which a container has elsewhere.
    settings: { aclfile: 'users.acl' },
    user: { name: 'admin', password: await readMade('admin') },
  });
  return {
    redis,
    urlOf: (user, port = redis.port) => `redis://${user}:${passwords[user]}@127.0.0.1:${port}`,
    findRefusals: () => findRefusals(redis.url),
    async close() {
      await redis.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A test may leave Redis frozen. */
const answerTimeoutMs = 2000;

async function findRefusals(url: string): Promise<string[]> {
  const client = new Redis(url, {
    lazyConnect: true,
    enableReadyCheck: false,
    disconnectTimeout: 50,
    retryStrategy: () => null,
    connectTimeout: answerTimeoutMs,
    commandTimeout: answerTimeoutMs,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const entries = (await client.acl('LOG')) as (string | number)[][];
    return entries.map(describeRefusal).toSorted();
  } catch {
    return [];
  } finally {
    client.disconnect();
  }
}

/** An entry is a list of names and values in turn. In a script its command is not told. */
function describeRefusal(entry: readonly (string | number)[]): string {
  const valueOf = (name: string) => String(entry[entry.indexOf(name) + 1]);
  const command = /(?<=\bcmd=)\S+/.exec(valueOf('client-info'))?.[0] ?? '';
  const what = `${valueOf('username')} may not use the ${valueOf('reason')} ${valueOf('object')}`;
  return `${what} in ${command}, ${valueOf('context')}: see redis/users.acl`;
}
