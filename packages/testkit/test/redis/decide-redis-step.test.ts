import { expect, test } from '@jest/globals';
import {
  decideRedisStep,
  type RedisFacts,
  type RedisStep,
} from '../../src/redis/decide-redis-step.ts';
import { redisInstallPlans } from '../../src/redis/redis-install-plans.ts';
import { redisImage } from '../../src/redis/redis-program.ts';
import { packageManagers } from '../../src/system-packages/install-plan.ts';

const noProgram = { program: 'none' };
const nothing = { program: 'none', docker: 'none' } as const;
const lookUp = (fact: Extract<RedisStep, { kind: 'look-up' }>['fact']): RedisStep => ({
  kind: 'look-up',
  fact,
});
const giveUp: RedisStep = { kind: 'give-up' };

const rows: [string, Omit<RedisFacts, 'mayInstall'>, RedisStep][] = [
  ['at first, the PATH is looked at', {}, lookUp('program')],
  [
    'a program on the PATH is used, whatever else there is',
    { program: '/usr/bin/valkey-server', docker: 'answers', image: 'runs' },
    { kind: 'use', program: { kind: 'program', command: '/usr/bin/valkey-server' } },
  ],
  ['without a program, Docker is asked', noProgram, lookUp('docker')],
  [
    'a Docker that answers must prove that the image runs',
    { ...noProgram, docker: 'answers' },
    lookUp('image'),
  ],
  [
    'an image that runs is used',
    { ...noProgram, docker: 'answers', image: 'runs' },
    { kind: 'use', program: { kind: 'docker', image: redisImage } },
  ],
  [
    'an image that does not run leads to the package manager',
    { ...noProgram, docker: 'answers', image: 'failed' },
    lookUp('manager'),
  ],
  ['without Docker, the package manager is looked for', nothing, lookUp('manager')],
  ['no package manager is the end', { ...nothing, manager: 'none' }, giveUp],
  ['a manager needs to know its rights', { ...nothing, manager: 'apt-get' }, lookUp('privilege')],
  [
    'root installs directly',
    { ...nothing, manager: 'apt-get', privilege: 'root' },
    { kind: 'install', plan: redisInstallPlans['apt-get'], through: 'directly' },
  ],
  [
    'one whom sudo asks nothing installs through it',
    { ...nothing, manager: 'dnf', privilege: 'sudo' },
    { kind: 'install', plan: redisInstallPlans.dnf, through: 'sudo' },
  ],
  [
    'who would be asked does not install',
    { ...nothing, manager: 'apk', privilege: 'none' },
    giveUp,
  ],
  [
    'Homebrew needs no rights',
    { ...nothing, manager: 'brew', privilege: 'none' },
    { kind: 'install', plan: redisInstallPlans.brew, through: 'directly' },
  ],
  [
    'Homebrew is not run through sudo',
    { ...nothing, manager: 'brew', privilege: 'sudo' },
    { kind: 'install', plan: redisInstallPlans.brew, through: 'directly' },
  ],
  ['Homebrew refuses root', { ...nothing, manager: 'brew', privilege: 'root' }, giveUp],
  [
    'an installation that brought no program is the end',
    { ...nothing, manager: 'apk', privilege: 'root', installed: 'done' },
    giveUp,
  ],
  [
    'a failed installation is the end',
    { ...nothing, manager: 'apk', privilege: 'root', installed: 'failed' },
    giveUp,
  ],
  [
    'an installation that brought a program is used',
    { ...nothing, program: '/usr/bin/redis-server', manager: 'apk', installed: 'done' },
    { kind: 'use', program: { kind: 'program', command: '/usr/bin/redis-server' } },
  ],
];

test.each(rows)('%s', (_name, facts, expected) => {
  expect(decideRedisStep({ mayInstall: true, ...facts })).toEqual(expected);
});

test('nothing is installed when that is not wanted', () => {
  expect(decideRedisStep({ mayInstall: false, ...nothing })).toEqual(giveUp);
});

test('the managers are looked for in their order', () => {
  expect(packageManagers).toEqual(['apt-get', 'dnf', 'apk', 'brew']);
});
