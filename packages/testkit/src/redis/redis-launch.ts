import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { StartProcessOptions } from '../process/start-process.ts';
import type { RunningProcess } from '../process/running-process.ts';
import type { RedisProgram } from './redis-program.ts';
import { redisArguments, type RedisSettingsOptions } from './redis-settings.ts';

/** How one server is started and, once it runs, ended and frozen. */
export interface RedisLaunch {
  start: Pick<StartProcessOptions, 'command' | 'args' | 'env' | 'cwd' | 'whenOrphaned'>;
  kill(running: RunningProcess): Promise<void>;
  freeze(running: RunningProcess): void;
  thaw(running: RunningProcess): void;
  /** Clears away what a start that failed may have left. */
  discard(): void;
}

export interface RedisLaunchOptions extends Omit<RedisSettingsOptions, 'bind'> {
  directory: string;
}

export function createRedisLaunch(program: RedisProgram, options: RedisLaunchOptions): RedisLaunch {
  return program.kind === 'program'
    ? launchProgram(program.command, options)
    : launchContainer(program.image, options);
}

function launchProgram(command: string, options: RedisLaunchOptions): RedisLaunch {
  return {
    start: {
      command,
      args: redisArguments({ ...options, bind: '127.0.0.1' }),
      env: {},
      cwd: options.directory,
    },
    kill: (running) => running.kill(),
    freeze: (running) => {
      running.signal('SIGSTOP');
    },
    thaw: (running) => {
      running.signal('SIGCONT');
    },
    discard: () => undefined,
  };
}

/**
 * `docker run` in the foreground hands SIGTERM on to the server and ends with it. Other signals
 * would only hit the client, so they go through the daemon by the container's name. The client
 * ends after the container was removed, and only then its port is free again.
 */
function launchContainer(image: string, options: RedisLaunchOptions): RedisLaunch {
  const { directory, port } = options;
  const name = `ticketpost-redis-${port}-${randomBytes(4).toString('hex')}`;
  const owner = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const docker = (verb: string): void => {
    spawnSync('docker', [verb, name], { stdio: 'ignore' });
  };
  return {
    start: {
      command: 'docker',
      args: [
        ...['run', '--rm', '--name', name, '--user', owner, '--workdir', '/data'],
        ...['--publish', `127.0.0.1:${port}:${port}`],
        ...['--mount', `type=bind,source=${directory},target=/data`],
        image,
        'redis-server',
        ...redisArguments({ ...options, bind: '0.0.0.0' }),
      ],
      env: dockerEnvironment(process.env),
      whenOrphaned: ['docker', 'kill', name],
    },
    kill: async (running) => {
      docker('kill');
      await running.stop();
    },
    freeze: () => {
      docker('pause');
    },
    thaw: () => {
      docker('unpause');
    },
    discard: () => {
      docker('kill');
    },
  };
}

/** What Docker's client needs to find its daemon, and nothing else of ours: no secret among it. */
function dockerEnvironment(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const isNeeded = (name: string): boolean =>
    name.startsWith('DOCKER_') || name === 'HOME' || name === 'XDG_RUNTIME_DIR';
  return Object.fromEntries(Object.entries(env).filter(([name]) => isNeeded(name)));
}
