import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import { startProcess } from '../process/start-process.ts';
import type { RunningProcess } from '../process/running-process.ts';
import { TestkitError } from '../testkit-error.ts';
import { createRedisLaunch, type RedisLaunch } from './redis-launch.ts';
import type { RedisProgram } from './redis-program.ts';

export interface StartRedisOptions {
  program: RedisProgram;
  /** The data folder, made if missing; default a new temporary one that `stop` removes. */
  directory?: string;
  /** Default a free one, picked by chance. */
  port?: number;
  /** Default `off`: nothing is kept over a restart. */
  appendOnly?: 'always' | 'everysec' | 'off';
  /** Told where the server listens, once it does. */
  announce?: (line: string) => void;
  /** Further settings by the names of redis.conf. */
  settings?: Readonly<Record<string, string>>;
  /** As whom `url` leads to the server, where its ACL file has users. */
  user?: { name: string; password: string };
}

/** A Redis server on 127.0.0.1 that belongs to this process and never outlives it. */
export interface RunningRedis {
  readonly url: string;
  readonly port: number;
  readonly directory: string;
  /** Of the server; under Docker of its client process. Another one after `restart`. */
  readonly pid: number;
  /** SIGTERM, then SIGKILL when it does not go; a temporary data folder goes too. May be called twice. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. The data folder stays, so `restart` can follow. */
  kill(): Promise<void>;
  /** The server answers nothing any more, but its connections stay open. */
  freeze(): void;
  thaw(): void;
  /** Stops what still runs and starts again on the same port and folder. */
  restart(): Promise<void>;
}

interface Server {
  launch: RedisLaunch;
  running: RunningProcess;
}

const portAttempts = 5;
/** Loading a big append-only file takes its time. */
const readyTimeoutMs = 60_000;

/**
 * Starts a server and resolves when it accepts connections. Rejects with the server's own last
 * lines (`exited`) when it ends early; a port picked by chance that proves taken is replaced.
 */
export async function startRedis(options: StartRedisOptions): Promise<RunningRedis> {
  return startRedisOnPort(options, pickRedisPort);
}

/** `startRedis` with the choice of ports as an argument, so that a collision can be brought about. */
export async function startRedisOnPort(
  options: StartRedisOptions,
  pickPort: () => Promise<number>,
): Promise<RunningRedis> {
  const directory = await makeDirectory(options.directory);
  const cleanUp = async (): Promise<void> => {
    if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
  };
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await pickPort());
    const { appendOnly = 'off', settings = {} } = options;
    const start = (): Promise<Server> =>
      startServer(createRedisLaunch(options.program, { port, directory, appendOnly, settings }));
    try {
      const server = await start();
      options.announce?.(`Redis listens on 127.0.0.1:${port}, data in ${directory}`);
      const url = urlOf(port, options.user);
      return createRunningRedis({ server, start, url, port, directory, cleanUp });
    } catch (error) {
      const mayRetry = options.port === undefined && attempt < portAttempts;
      if (mayRetry && isPortTaken(error)) continue;
      await cleanUp();
      throw error;
    }
  }
}

function createRunningRedis(parts: {
  server: Server;
  start: () => Promise<Server>;
  url: string;
  port: number;
  directory: string;
  cleanUp: () => Promise<void>;
}): RunningRedis {
  const { start, url, port, directory, cleanUp } = parts;
  let { server } = parts;
  let frozen = false;
  const thaw = (): void => {
    if (frozen) server.launch.thaw(server.running);
    frozen = false;
  };
  const end = async (): Promise<void> => {
    thaw();
    const { signal } = await server.running.stop();
    if (signal === 'SIGKILL') server.launch.discard();
  };
  return {
    url,
    port,
    directory,
    get pid() {
      return server.running.pid;
    },
    async stop() {
      await end();
      await cleanUp();
    },
    async kill() {
      frozen = false;
      await server.launch.kill(server.running);
    },
    freeze() {
      frozen = true;
      server.launch.freeze(server.running);
    },
    thaw,
    async restart() {
      await end();
      server = await start();
    },
  };
}

function urlOf(port: number, user: StartRedisOptions['user']): string {
  const login = user === undefined ? '' : `${user.name}:${user.password}@`;
  return `redis://${login}127.0.0.1:${port}`;
}

async function startServer(launch: RedisLaunch): Promise<Server> {
  try {
    const running = await startProcess({
      ...launch.start,
      name: 'Redis',
      readyWhen: (line) => line.includes('Ready to accept connections'),
      readyTimeoutMs,
      maxLines: 1000,
    });
    return { launch, running };
  } catch (error) {
    launch.discard();
    throw error;
  }
}

async function makeDirectory(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return mkdtemp(path.join(os.tmpdir(), 'ticketpost-redis-'));
  await mkdir(wanted, { recursive: true });
  return path.resolve(wanted);
}

/**
 * Ports below the range from which systems take source ports (Linux: 32768 and up): a client that
 * tries again and again to reach a killed server on a port of that range can end up connected to
 * itself, and then the server cannot come back.
 */
async function pickRedisPort(): Promise<number> {
  return getPort({ port: Array.from({ length: 20 }, () => randomInt(16_000, 32_000)) });
}

function isPortTaken(error: unknown): boolean {
  if (!(error instanceof TestkitError)) return false;
  return error.lines.some((line) => /address already in use|port is already allocated/i.test(line));
}
