import { describe, expect, test } from '@jest/globals';
import {
  developmentMark,
  defineIntegerList,
  defineInteger,
  defineList,
  readEnvironment,
  defineText,
  type Environment,
} from '@ticketpost/runtime';

const describeAs = (name: string) => ({
  name,
  meaning: 'a variable of this test',
  expectation: 'something that fits',
  example: 'fits',
});

const variables = {
  port: defineInteger({ ...describeAs('PORT'), minimum: 1, maximum: 65_535 }, { fallback: 3000 }),
  sender: defineText(describeAs('SENDER'), { required: 'always' }),
  level: defineText({ ...describeAs('LEVEL'), oneOf: ['low', 'high'] }, { fallback: 'low' }),
  secrets: defineList(
    {
      ...describeAs('SECRETS'),
      items: { minLength: 8 },
      isItem: (text) => !text.includes(' '),
      secret: true,
    },
    { optional: true, required: 'in production' },
  ),
  delays: defineIntegerList(
    { ...describeAs('DELAYS'), minimum: 0, maximum: 100 },
    { optional: true },
  ),
};

const files: Readonly<Record<string, string>> = {
  '/run/secrets/list': 'from-a-file-1,from-a-file-2\n',
  '/run/secrets/dos': '\ufefffrom-a-file-1,from-a-file-2\r\n\r\n',
  '/run/secrets/empty': '\n',
};
const readFile = (path: string) => {
  const text = files[path];
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return text;
};
const read = (environment: Environment) => readEnvironment(variables, environment, readFile);

function problemsOf(environment: Environment): string[] {
  const reading = read(environment);
  return reading.kind === 'invalid' ? reading.problems : [];
}

describe('an environment that is right', () => {
  test('yields values of the declared types and the defaults of the rest', () => {
    expect(read({ PORT: '8080', SENDER: 'x', DELAYS: '1, 2 ,3' })).toEqual({
      kind: 'valid',
      config: { port: 8080, sender: 'x', level: 'low', secrets: undefined, delays: [1, 2, 3] },
      warnings: [],
      secrets: [],
    });
  });

  test.each<[string, Environment, object]>([
    ['an empty variable is an absent one', { SENDER: 'x', PORT: '' }, { port: 3000 }],
    ['blanks around a value are not part of it', { SENDER: ' x ' }, { sender: 'x' }],
    [
      'a secret may come from a file',
      { SENDER: 'x', SECRETS_FILE: '/run/secrets/list' },
      { secrets: ['from-a-file-1', 'from-a-file-2'] },
    ],
    [
      'a file may have a mark and line ends of another system',
      { SENDER: 'x', SECRETS_FILE: '/run/secrets/dos' },
      { secrets: ['from-a-file-1', 'from-a-file-2'] },
    ],
  ])('%s', (_row, environment, config) => {
    expect(read(environment)).toMatchObject({ kind: 'valid', config });
  });
});

describe('an environment that is wrong', () => {
  test.each<[string, Environment, string]>([
    ['a required variable is absent', {}, 'SENDER is required'],
    ['a number is no number', { SENDER: 'x', PORT: 'many' }, 'PORT must be'],
    ['a number is no whole number', { SENDER: 'x', PORT: '1.5' }, 'PORT must be'],
    ['a number is out of bounds', { SENDER: 'x', PORT: '65536' }, 'PORT must be'],
    ['a word is none of the known', { SENDER: 'x', LEVEL: 'middle' }, 'LEVEL must be'],
    ['an entry is too short', { SENDER: 'x', SECRETS: 'long-enough,short' }, 'SECRETS, entry 2,'],
    ['an entry is not of its form', { SENDER: 'x', SECRETS: 'with a blank' }, 'SECRETS, entry 1,'],
    ['an entry is empty', { SENDER: 'x', SECRETS: 'long-enough,' }, 'SECRETS, entry 2,'],
    ['an entry is no number', { SENDER: 'x', DELAYS: '1,x' }, 'DELAYS, entry 2,'],
    [
      'a secret comes twice',
      { SENDER: 'x', SECRETS: 'long-enough', SECRETS_FILE: '/run/secrets/list' },
      'SECRETS and SECRETS_FILE are both set',
    ],
    [
      "a secret's file is empty",
      { SENDER: 'x', SECRETS_FILE: '/run/secrets/empty' },
      'SECRETS_FILE names a file that is empty',
    ],
    [
      "a secret's file is not there",
      { SENDER: 'x', SECRETS_FILE: '/nowhere' },
      'SECRETS_FILE names a file that cannot be read (ENOENT)',
    ],
    [
      'production lacks a secret',
      { NODE_ENV: 'production', SENDER: 'x' },
      'SECRETS or SECRETS_FILE is required in production',
    ],
    [
      'production is given a development value',
      { NODE_ENV: 'production', SENDER: 'x', SECRETS: `${developmentMark}-secret` },
      'SECRETS is the development value',
    ],
    [
      'production is given a development value in base64',
      {
        NODE_ENV: 'production',
        SENDER: 'x',
        SECRETS: Buffer.from(`${developmentMark}, a key`).toString('base64'),
      },
      'SECRETS is the development value',
    ],
  ])('%s', (_row, environment, problem) => {
    const problems = problemsOf(environment);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('tells all problems at once', () => {
    expect(problemsOf({ PORT: 'x', LEVEL: 'x', SECRETS: 'short', DELAYS: 'x' })).toHaveLength(5);
  });

  test('never shows a secret', () => {
    expect(problemsOf({ SENDER: 'x', SECRETS: 'hidden' }).join()).not.toContain('hidden');
  });
});

describe('outside production', () => {
  const key = defineText(
    { ...describeAs('KEY'), secret: true },
    { fallback: `${developmentMark}-key`, required: 'in production' },
  );
  const withKey = { ...variables, key };
  const own = { SENDER: 'x', KEY: 'my-own-key' };

  test.each<[string, Environment, string[]]>([
    ['a development value that is given', { ...own, SECRETS: `${developmentMark}-1` }, ['SECRETS']],
    ['a development value that is the default', { SENDER: 'x' }, ['KEY']],
    ['one and the other', { SENDER: 'x', SECRETS: `${developmentMark}-1` }, ['SECRETS', 'KEY']],
    ["no secret of one's own", { ...own, SECRETS: 'my-own-secret' }, []],
    ['no mark in what is no secret', { ...own, SENDER: developmentMark }, []],
  ])('is warned of: %s', (_row, environment, names) => {
    const reading = readEnvironment(withKey, environment, readFile);
    expect(reading).toMatchObject({
      kind: 'valid',
      warnings: names.map((name) => expect.stringContaining(`${name} is the development value`)),
    });
  });
});

describe('a variable that another makes dispensable', () => {
  const secrets = { ...variables.secrets, unless: 'ISSUER' };

  test.each<[string, Environment, string]>([
    ['is asked for without it', {}, 'invalid'],
    ['is asked for where it is empty', { ISSUER: '' }, 'invalid'],
    ['may be left out with it', { ISSUER: 'x' }, 'valid'],
  ])('%s', (_what, environment, kind) => {
    const production = { NODE_ENV: 'production', SENDER: 'x', ...environment };
    expect(readEnvironment({ ...variables, secrets }, production, readFile).kind).toBe(kind);
  });
});
