import { carryOutPlan } from '../system-packages/carry-out-plan.ts';
import { probeInstallFact } from '../system-packages/probe-install-fact.ts';
import { decideRedisStep, type RedisFacts } from './decide-redis-step.ts';
import { probeRedisFact } from './probe-redis-fact.ts';
import type { RedisProgram } from './redis-program.ts';
import { redisRemedy } from './redis-remedy.ts';

export interface ObtainRedisOptions {
  /** Told one line before anything that takes long or changes the machine. */
  announce: (line: string) => void;
  /** Whether the system's package manager may be used; default true. */
  install?: boolean;
  /** Where PATH and Docker's variables are read from; default the process' own. */
  env?: Readonly<Record<string, string | undefined>>;
}

export type ObtainedRedis =
  { kind: 'found'; program: RedisProgram } | { kind: 'missing'; remedy: string };

/**
 * Finds or gets a Redis server: `redis-server` or `valkey-server` on the PATH, else Docker if its
 * daemon answers and the image runs, else the package manager if it needs to ask nobody.
 * Never rejects; `missing` carries the commands a person can run.
 */
export async function obtainRedisProgram(options: ObtainRedisOptions): Promise<ObtainedRedis> {
  const { announce, install = true, env = process.env } = options;
  let facts: RedisFacts = { mayInstall: install };
  for (;;) {
    const step = decideRedisStep(facts);
    switch (step.kind) {
      case 'use':
        return { kind: 'found', program: step.program };
      case 'give-up':
        return { kind: 'missing', remedy: redisRemedy };
      case 'look-up':
        facts = {
          ...facts,
          ...(step.fact === 'manager' || step.fact === 'privilege'
            ? await probeInstallFact(step.fact, env)
            : await probeRedisFact(step.fact, { announce, env })),
        };
        break;
      case 'install': {
        const reason = 'No Redis server and no working Docker found';
        const installed = await carryOutPlan({ ...step, reason, announce, env });
        const { program } = await probeRedisFact('program', { announce, env });
        facts = { ...facts, installed, ...(program === undefined ? {} : { program }) };
        break;
      }
    }
  }
}
