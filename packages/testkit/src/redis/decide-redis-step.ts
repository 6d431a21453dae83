import { type InstallPlan, installPlans, type PackageManager } from './package-managers.ts';
import { type RedisProgram, redisImage } from './redis-program.ts';

/** What has been found out about the machine; a fact that is missing was not looked up yet. */
export interface RedisFacts {
  /** Whether the package manager may be used at all. */
  mayInstall: boolean;
  /** Path of a server program, or `none`. */
  program?: string;
  /** Whether Docker's daemon answers. */
  docker?: 'answers' | 'none';
  /** Whether a container of the image could be run. */
  image?: 'runs' | 'failed';
  manager?: PackageManager | 'none';
  /** How commands can be run as root without asking anybody. */
  privilege?: 'root' | 'sudo' | 'none';
  installed?: 'done' | 'failed';
}

export type RedisFact = Exclude<keyof RedisFacts, 'mayInstall'>;

export type RedisStep =
  | { kind: 'use'; program: RedisProgram }
  | { kind: 'look-up'; fact: Exclude<RedisFact, 'installed'> }
  | { kind: 'install'; plan: InstallPlan; through: 'directly' | 'sudo' }
  | { kind: 'give-up' };

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
  return facts.mayInstall ? decideInstall(facts) : { kind: 'give-up' };
}

function decideInstall({ manager, privilege }: RedisFacts): RedisStep {
  if (manager === undefined) return { kind: 'look-up', fact: 'manager' };
  if (manager === 'none') return { kind: 'give-up' };
  if (privilege === undefined) return { kind: 'look-up', fact: 'privilege' };
  const plan = installPlans[manager];
  if (!plan.asRoot) {
    return privilege === 'root'
      ? { kind: 'give-up' }
      : { kind: 'install', plan, through: 'directly' };
  }
  if (privilege === 'none') return { kind: 'give-up' };
  return { kind: 'install', plan, through: privilege === 'root' ? 'directly' : 'sudo' };
}
