import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readEnvironment, type Environment } from '@ticketpost/runtime';
import { hashPassword } from '@ticketpost/passwords';
import { dashboardVariables } from '../../src/dashboard/dashboard-variables.ts';
import { isIssuer, isLoopbackUrl } from '../../src/dashboard/is-issuer.ts';
import { judgeDashboardSettings } from '../../src/dashboard/judge-dashboard-settings.ts';

const hash = await hashPassword('correct horse', { cost: 1024, blockSize: 8, parallelization: 1 });

const production = {
  NODE_ENV: 'production',
  PAYLOAD_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  SESSION_SECRET: randomBytes(32).toString('base64'),
};
const oidc = {
  OIDC_ISSUER: 'https://login.example.com/realms/agency',
  OIDC_CLIENT_ID: 'ticketpost',
  OIDC_CLIENT_SECRET: randomBytes(32).toString('hex'),
  OIDC_OPERATORS: 'operators',
  DASHBOARD_URL: 'https://tickets.example.com',
};

/** What is wrong with each setting, or with all together. */
function judge(environment: Environment): string[] {
  const reading = readEnvironment(dashboardVariables, environment, () =>
    randomBytes(32).toString('hex'),
  );
  return reading.kind === 'invalid' ? reading.problems : judgeDashboardSettings(reading.config);
}

describe('the dashboard starts', () => {
  test.each<[string, Environment]>([
    ['without any setting on a machine of one’s own', {}],
    ['with passwords', { ...production, DASHBOARD_USERS: `olga:operator:${hash}` }],
    ['with an issuer alone', { ...production, ...oidc }],
    ['with both', { ...production, ...oidc, DASHBOARD_USERS: `olga:operator:${hash}` }],
    ['with viewers alone', { ...oidc, OIDC_OPERATORS: '', OIDC_VIEWERS: 'support' }],
    [
      'with the secret in a file',
      { ...oidc, OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: '/run/secrets/oidc' },
    ],
    ['with scopes', { ...oidc, OIDC_SCOPE: 'profile openid groups' }],
  ])('%s', (_what, environment) => {
    expect(judge(environment)).toEqual([]);
  });
});

describe('the dashboard does not start', () => {
  test.each<[string, Environment, string]>([
    [
      'where nobody could log in',
      production,
      'DASHBOARD_USERS or DASHBOARD_USERS_FILE is required in production',
    ],
    ['without a client id', { ...oidc, OIDC_CLIENT_ID: '' }, 'OIDC_CLIENT_ID is required'],
    [
      'without a client secret',
      { ...oidc, OIDC_CLIENT_SECRET: '' },
      'OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE is required',
    ],
    ['without a way back', { ...oidc, DASHBOARD_URL: '' }, 'DASHBOARD_URL is required'],
    ['without a role', { ...oidc, OIDC_OPERATORS: '' }, 'OIDC_OPERATORS and OIDC_VIEWERS are both'],
    [
      'with a value of both roles',
      { ...oidc, OIDC_VIEWERS: 'support,operators' },
      'OIDC_OPERATORS and OIDC_VIEWERS name the same value',
    ],
    ['without an issuer', { ...oidc, OIDC_ISSUER: '' }, 'OIDC_ISSUER is required'],
    [
      'with an issuer in clear',
      { ...oidc, OIDC_ISSUER: 'http://login.example.com' },
      'OIDC_ISSUER',
    ],
    ['with an issuer that is none', { ...oidc, OIDC_ISSUER: 'login.example.com' }, 'OIDC_ISSUER'],
    ['without the scope openid', { ...oidc, OIDC_SCOPE: 'profile openidx' }, 'OIDC_SCOPE must be'],
    [
      'with a session that ends before it is idle',
      { SESSION_IDLE_TIMEOUT_MS: '600000', SESSION_TIMEOUT_MS: '300000' },
      'SESSION_IDLE_TIMEOUT_MS is longer than SESSION_TIMEOUT_MS',
    ],
  ])('%s', (_what, environment, problem) => {
    expect(judge(environment)).toEqual([expect.stringContaining(problem)]);
  });

  test('and tells no secret', () => {
    const problems = judge({ ...oidc, OIDC_CLIENT_SECRET: 'hush', OIDC_ISSUER: '', PORT: 'x' });
    expect(problems.join()).not.toContain('hush');
  });
});

test.each([
  ['https://login.example.com', true],
  ['https://login.example.com/realms/agency/', true],
  ['http://localhost:8080/realms/agency', true],
  ['http://127.0.0.1:8080', true],
  ['http://[::1]:8080', true],
  ['http://localhost.example.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://10.0.0.1', false],
  ['https://user:password@login.example.com', false],
  ['https://login.example.com/?a=b', false],
  ['https://login.example.com/#a', false],
  ['ftp://login.example.com', false],
  ['login.example.com', false],
])('%s is an issuer: %s', (text, expected) => {
  expect(isIssuer(text)).toBe(expected);
});

test.each([
  ['http://127.1.2.3/', true],
  ['https://localhost/', true],
  ['https://login.example.com/', false],
])('%s is on this machine: %s', (text, expected) => {
  expect(isLoopbackUrl(text)).toBe(expected);
});
