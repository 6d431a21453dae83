import { findOnPath } from '../process/find-on-path.ts';
import { runCommand } from '../process/run-command.ts';
import type { RedisFact, RedisFacts } from './decide-redis-step.ts';
import { redisCommands, redisImage } from './redis-program.ts';

export interface RedisProbeOptions {
  announce: (line: string) => void;
  env: Readonly<Record<string, string | undefined>>;
}

type Probe = (options: RedisProbeOptions) => Promise<Partial<RedisFacts>> | Partial<RedisFacts>;

/** A daemon that hangs must not hold us up. */
const dockerInfoTimeoutMs = 5000;
/** An image may have to come over a slow line. */
const dockerRunTimeoutMs = 300_000;

const probes: Readonly<Record<RedisFact, Probe>> = {
  program: ({ env }) => ({ program: findOnPath(redisCommands, env) ?? 'none' }),
  docker: async ({ env }) => {
    if (findOnPath(['docker'], env) === undefined) return { docker: 'none' };
    const info = await runCommand(['docker', 'info'], { env, timeoutMs: dockerInfoTimeoutMs });
    return { docker: info.kind === 'done' ? 'answers' : 'none' };
  },
  image: async ({ announce, env }) => {
    announce(`No Redis server on the PATH: using ${redisImage} with Docker`);
    const run = await runCommand(
      ['docker', 'run', '--rm', redisImage, 'redis-server', '--version'],
      { env, timeoutMs: dockerRunTimeoutMs },
    );
    if (run.kind === 'done') return { image: 'runs' };
    announce(`Docker answers, but docker run ${redisImage} failed: ${run.lastLine}`);
    return { image: 'failed' };
  },
};

/** Looks one fact up on the real machine. */
export async function probeRedisFact(
  fact: RedisFact,
  options: RedisProbeOptions,
): Promise<Partial<RedisFacts>> {
  return probes[fact](options);
}
