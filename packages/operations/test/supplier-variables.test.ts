import { describe, expect, test } from '@jest/globals';
import { judgeSupplierSettings, supplierVariables } from '@ticketpost/operations';
import { readEnvironment, type Environment } from '@ticketpost/runtime';

const whole = {
  ATLAS_BASE_URL: 'https://sandbox.atriptech.com',
  ATLAS_CLIENT_ID: 'blue-travel',
  ATLAS_CLIENT_SECRET: 'secret',
};

const read = (environment: Environment, files: Readonly<Record<string, string>> = {}) =>
  readEnvironment(supplierVariables, environment, (path) => files[path] ?? '');
const judge = (environment: Environment) => {
  const reading = read(environment);
  if (reading.kind === 'invalid') throw new Error(reading.problems.join());
  return judgeSupplierSettings(reading.config);
};

test('none of the account is fine, and all of it is', () => {
  expect(judge({})).toBeUndefined();
  expect(judge({ ATLAS_TIMEOUT_MS: '500' })).toBeUndefined();
  expect(judge(whole)).toBeUndefined();
});

test.each(Object.keys(whole))('an account without %s is a mistake that names it alone', (name) => {
  const problem = judge({ ...whole, [name]: '' });
  expect(problem?.split(' ')[0]).toBe(name);
});

test('an account of the base URL alone misses the two others', () => {
  const { ATLAS_BASE_URL } = whole;
  expect(judge({ ATLAS_BASE_URL })).toMatch(/^ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET or /);
});

test('an account at what only looks like a URL is a mistake', () => {
  expect(judge({ ...whole, ATLAS_BASE_URL: 'http://api.example.com:99999' })).toMatch(
    /^ATLAS_BASE_URL must be /,
  );
});

describe('ATLAS_BASE_URL', () => {
  test.each(['https://api.example.com', 'http://127.0.0.1:8080', 'https://api.example.com/v2/'])(
    'may be %s',
    (url) => {
      expect(read({ ...whole, ATLAS_BASE_URL: url }).kind).toBe('valid');
    },
  );

  test.each([
    'api.example.com',
    'ftp://api.example.com',
    'https://',
    'https://api.example.com?a=b',
    'https://api.example.com/#a',
    'https://user:password@api.example.com',
    'https://api.example.com/a b',
  ])('may not be %s', (url) => {
    expect(read({ ...whole, ATLAS_BASE_URL: url }).kind).toBe('invalid');
  });
});

test.each(['ATLAS_CLIENT_ID', 'ATLAS_CLIENT_SECRET'])(
  '%s may hold nothing that a header cannot',
  (name) => {
    for (const value of ['a\nb', 'a b', 'ä']) {
      expect(read({ ...whole, [name]: value }).kind).toBe('invalid');
    }
  },
);

test('the secret may come as a file', () => {
  const { ATLAS_BASE_URL, ATLAS_CLIENT_ID } = whole;
  const environment = { ATLAS_BASE_URL, ATLAS_CLIENT_ID, ATLAS_CLIENT_SECRET_FILE: '/secret' };
  expect(read(environment, { '/secret': 'from-a-file\n' })).toMatchObject({
    config: { atlasClientSecret: 'from-a-file', atlasTimeoutMs: 10_000 },
  });
});
