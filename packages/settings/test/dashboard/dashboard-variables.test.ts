import { describe, expect, test } from '@jest/globals';
import { readEnvironment, type Environment } from '@ticketpost/runtime';
import { dashboardVariables } from '../../src/dashboard/dashboard-variables.ts';
import { hashPassword } from '@ticketpost/passwords';

/** The least that the bounds allow, so that tests do not wait for scrypt. */
const cheapParameters = { cost: 1024, blockSize: 8, parallelization: 1 };

const hash = await hashPassword('correct horse battery', cheapParameters);
const sessionSecret = 'b2lS5nJx8vQ3Wd7pZr4TfM1yHc6KuE9g';

function read(environment: Environment) {
  return readEnvironment(dashboardVariables, environment, () => {
    throw new Error('no file is named');
  });
}

function problemsOf(environment: Environment): string[] {
  const reading = read(environment);
  return reading.kind === 'invalid' ? reading.problems : [];
}

describe('the users', () => {
  test('come with name, role and hash', () => {
    const reading = read({ DASHBOARD_USERS: `olga:operator:${hash}, vera:viewer:${hash}` });
    expect(reading).toMatchObject({
      kind: 'valid',
      config: {
        users: [
          { name: 'olga', role: 'operator', hash },
          { name: 'vera', role: 'viewer', hash },
        ],
      },
    });
  });

  test.each([
    ['a role that does not exist', `olga:admin:${hash}`],
    ['no role', `olga:${hash}`],
    ['no name', `:viewer:${hash}`],
    ['a name with a blank', `olga o:viewer:${hash}`],
    ['a password in clear', 'olga:viewer:correct horse battery'],
    ['something behind the hash', `olga:viewer:${hash}:x`],
    ['a name that came before', `olga:viewer:${hash},olga:operator:${hash}`],
    ['an empty entry', `olga:viewer:${hash},`],
    ['a name that only looks different', `ren\u00e9:viewer:${hash},rene\u0301:operator:${hash}`],
  ])('with %s are refused', (_what, users) => {
    expect(problemsOf({ DASHBOARD_USERS: users })).toEqual([
      expect.stringContaining('DASHBOARD_USERS, entry'),
    ]);
  });

  test('never stand in the problems', () => {
    const problems = problemsOf({ DASHBOARD_USERS: `olga:admin:${hash},vera:viewer:open sesame` });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toMatch(/olga|vera|sesame/);
    expect(problems.join()).not.toContain(hash);
  });
});

describe('without any setting', () => {
  test('nobody can log in and no secret is known', () => {
    const reading = read({});
    expect(reading).toMatchObject({
      kind: 'valid',
      config: { users: [], sessionSecret: undefined, host: '127.0.0.1', port: 3001 },
    });
  });

  test('production does not start', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
      expect.stringContaining('PAYLOAD_KEYS'),
      expect.stringContaining('DASHBOARD_USERS'),
      expect.stringContaining('SESSION_SECRET'),
    ]);
  });
});

test('all problems are told at once', () => {
  const problems = problemsOf({
    PORT: '70000',
    DASHBOARD_USERS: `olga:admin:${hash},vera:viewer:plain`,
    SESSION_SECRET: 'short',
  });
  expect(problems.map((problem) => problem.split(' must')[0])).toEqual([
    'PORT',
    'DASHBOARD_USERS, entry 1,',
    'DASHBOARD_USERS, entry 2,',
    'SESSION_SECRET',
  ]);
});

test('production takes what is complete', () => {
  const reading = read({
    NODE_ENV: 'production',
    PAYLOAD_KEYS: 'k1:Zq8vN3xW0sLr5tYb7uHc2jKd9fMe4gPa1iOo6zXwQvE=',
    DASHBOARD_USERS: `olga:operator:${hash}`,
    SESSION_SECRET: sessionSecret,
  });
  expect(reading).toMatchObject({ kind: 'valid', config: { sessionSecret } });
});
