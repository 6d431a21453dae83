import {
  decideInstall,
  type InstallFacts,
  type InstallStep,
} from '../system-packages/decide-install.ts';
import { redisInstallPlans } from './redis-install-plans.ts';
import { type RedisProgram, redisImage } from './redis-program.ts';

/** What has been found out about the machine; a fact that is missing was not looked up yet. */
export interface RedisFacts extends InstallFacts {
  /** Path of a server program, or `none`. */
  program?: string;
  /** Whether Docker's daemon answers. */
  docker?: 'answers' | 'none';
  /** Whether a container of the image could be run. */
  image?: 'runs' | 'failed';
}

export type RedisFact = 'program' | 'docker' | 'image';

export type RedisStep =
  { kind: 'use'; program: RedisProgram } | { kind: 'look-up'; fact: RedisFact } | InstallStep;

/**
 * What to do next to get a Redis server, from what is known so far: a program on the PATH, else
 * Docker, else the system's package manager if it needs to ask nobody. Costly facts are looked up
 * only when the cheaper ones do not settle it.
 */
export function decideRedisStep(facts: RedisFacts): RedisStep {
  if (facts.program === undefined) return { kind: 'look-up', fact: 'program' };
  if (facts.program !== 'none') {
    return { kind: 'use', program: { kind: 'program', command: facts.program } };
  }
  if (facts.installed !== undefined) return { kind: 'give-up' };
  if (facts.docker === undefined) return { kind: 'look-up', fact: 'docker' };
  if (facts.docker === 'answers') {
    if (facts.image === undefined) return { kind: 'look-up', fact: 'image' };
    if (facts.image === 'runs') {
      return { kind: 'use', program: { kind: 'docker', image: redisImage } };
    }
  }
  return decideInstall(facts, redisInstallPlans);
}
