import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createScrubber,
  defineList,
  defineText,
  estimateBits,
  forgetSecrets,
  leastBits,
  readEnvironment,
} from '@ticketpost/runtime';
import { readSecretFile, warnOfOpenFile } from '../src/environment/read-secret-file.ts';

describe('a secret', () => {
  test.each([
    ['of openssl', 'f3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934c', true],
    ['of a password manager', 'Vd7pZr4TfM1yHc6K', true],
    ['of 16 letters', 'kqzvwxjhytrdplmn', true],
    ['of base64', randomBytes(32).toString('base64'), true],
    ['that is empty', '', false],
    ['of one letter', 'a'.repeat(64), false],
    ['of two letters', 'ab'.repeat(20), false],
    ['of a short pattern', '1234123412341234', false],
    ['of a word again and again', 'ticketpost'.repeat(6), false],
    ['that counts', '0123456789'.repeat(5), false],
    ['that counts down', 'zyxwvutsrqponmlkjihgfedcba9876543210', false],
    ['of digits alone', '8301947265', false],
    ['of zeros in base64', Buffer.alloc(32).toString('base64'), false],
    ['of a byte in base64', Buffer.alloc(32, 7).toString('base64'), false],
  ])('%s is strong or not', (_what, secret, isStrong) => {
    expect(estimateBits(secret) >= leastBits).toBe(isStrong);
  });

  test('of chance is never taken for a weak one', () => {
    for (let n = 0; n < 2000; n += 1) {
      for (const secret of [
        randomBytes(24).toString('hex'),
        randomBytes(32).toString('base64'),
        randomBytes(18).toString('base64url'),
      ]) {
        expect(estimateBits(secret)).toBeGreaterThan(leastBits);
      }
    }
  });
});

describe('in production', () => {
  const about = { meaning: '', expectation: 'a secret', secret: true };
  const token = defineText(
    { ...about, name: 'TOKEN', example: 'b2lS5nJx8vQ3' },
    { optional: true },
  );
  const url = defineText(
    { ...about, name: 'URL', example: 'redis://127.0.0.1:6379' },
    { fallback: 'redis://127.0.0.1:6379' },
  );
  const list = defineList(
    { ...about, name: 'LIST', example: 'first-example,second-example', items: {} },
    { optional: true },
  );
  const problemsOf = (environment: Record<string, string>) => {
    const production = { NODE_ENV: 'production', ...environment };
    const reading = readEnvironment({ token, url, list }, production, () => '');
    return reading.kind === 'invalid' ? reading.problems : [];
  };

  test.each([
    ['the printed example', { TOKEN: 'b2lS5nJx8vQ3' }],
    ['an entry of a printed example', { LIST: 'of-our-making,second-example' }],
    ['changeme', { TOKEN: 'changeme' }],
    ['CHANGE_ME', { TOKEN: 'CHANGE_ME_NOW' }],
    ['a secret of your own', { TOKEN: 'a-secret-of-your-own-with-24-characters' }],
    ['your token', { TOKEN: 'your-token-here' }],
    ['a placeholder', { TOKEN: 'PLACEHOLDER' }],
    ['angle brackets', { TOKEN: '<token>' }],
    ['the user and password of an example', { URL: 'rediss://user:password@redis.example.com' }],
  ])('%s is refused, and not repeated', (_what, environment) => {
    const problems = problemsOf(environment);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('is a placeholder or an example');
    for (const value of Object.values(environment)) expect(problems[0]).not.toContain(value);
  });

  test.each([
    ['a default that is the example', { URL: 'redis://127.0.0.1:6379' }],
    ['a secret', { TOKEN: 'Vd7pZr4TfM1yHc6K' }],
    ['a URL with a password', { URL: 'rediss://worker:Vd7pZr4TfM1yHc6K@redis.example.com' }],
  ])('%s is taken', (_what, environment) => {
    expect(problemsOf(environment)).toEqual([]);
  });
});

describe('a file with a secret', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ticketpost-secrets-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, content: string | Buffer, mode = 0o600) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  };

  test('is read whole', () => {
    const text = 'a-secret\n'.repeat(5000);
    expect(readSecretFile(write('whole', text))).toBe(text);
  });

  test.each([
    ['is not there', () => join(folder, 'absent'), 'ENOENT'],
    ['is a folder', () => join(folder, 'folder'), 'EISDIR'],
    ['is of 10 MB', () => write('large', Buffer.alloc(10_000_000, 'a')), 'EFBIG'],
    ['never ends', () => '/dev/zero', 'EFBIG'],
  ])('that %s is refused', (_what, make, code) => {
    mkdirSync(join(folder, 'folder'), { recursive: true });
    expect(() => readSecretFile(make())).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    [0o600, false],
    [0o400, false],
    [0o640, false],
    [0o644, true],
    [0o602, true],
  ])('of mode %o is warned of or not', (mode, isWarned) => {
    const path = write(`mode-${mode}`, 'a-secret', mode);
    expect(warnOfOpenFile('TOKEN', path)).toEqual(
      isWarned ? expect.stringContaining('TOKEN_FILE') : undefined,
    );
  });

  test('that a container runtime mounts is not warned of', () => {
    expect(warnOfOpenFile('TOKEN', '/run/secrets/absent')).toBeUndefined();
    expect(warnOfOpenFile('TOKEN', '/dev/null')).toBeUndefined();
  });
});

test('what is forgotten is in no environment of a child', () => {
  const environment: Record<string, string | undefined> = {
    TOKEN: 'a-secret',
    TOKEN_FILE: '/run/secrets/token',
    PORT: '80',
  };
  const about = { meaning: '', expectation: '', example: '' };
  const variables = {
    token: defineText({ ...about, name: 'TOKEN', secret: true }, { optional: true }),
    port: defineText({ ...about, name: 'PORT' }, { optional: true }),
  };
  forgetSecrets(variables, environment);
  expect(environment).toEqual({ TOKEN_FILE: '/run/secrets/token', PORT: '80' });
});

describe('the scrubber', () => {
  const scrub = (text: string, ...secrets: string[]) => createScrubber(secrets).scrub(text);

  test.each([
    ['a secret', 'got Vd7pZr4TfM1y here', 'Vd7pZr4TfM1y', 'got *** here'],
    ['each of a list', 'aaaaaaaa bbbbbbbb', 'aaaaaaaa, bbbbbbbb', '*** ***'],
    ['a key without its id', 'key aGVsbG8gd29ybGQ=', 'k1:aGVsbG8gd29ybGQ=', 'key ***'],
    ['the longer of two', 'secret-one-more', 'secret-one,secret-one-more', '***'],
    ['a password of a URL', 'AUTH Vd7pZr4T', 'redis://:Vd7pZr4T@host', 'AUTH ***'],
    ['one that is encoded in it', 'AUTH Vd7p/r4T!', 'redis://a:Vd7p%2Fr4T!@host', 'AUTH ***'],
    [
      'the path of a URL that opens a door',
      'POST /services/T0/B0/Vd7pZr4T failed',
      'https://hooks.example.com/services/T0/B0/Vd7pZr4T',
      'POST *** failed',
    ],
    [
      'a line of a PEM',
      'MIIEvQIBADANBg',
      '-----BEGIN-----\\nMIIEvQIBADANBg\\n-----END-----',
      '***',
    ],
    ['one that JSON writes otherwise', '{"a":"say \\"yes\\" now"}', 'say "yes" now', '{"a":"***"}'],
    ['signs of regular expressions', 'a.*b+c(d)[e]', 'a.*b+c(d)[e]', '***'],
    ['a header for a collector', 'Bearer Vd7pZr4T', 'authorization=Bearer%20Vd7pZr4T', '***'],
  ])('takes out %s', (_what, text, secret, expected) => {
    expect(scrub(text, secret)).toBe(expected);
  });

  test.each([
    ['user and password', 'connect rediss://u:p@host:1/0', 'connect rediss://***@host:1/0'],
    ['a user alone', 'smtp://token@host', 'smtp://***@host'],
    ['those of two', 'a://b:c@d a://e:f@g', 'a://***@d a://***@g'],
  ])('takes %s out of any URL', (_what, text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  test.each([
    ['a mailbox', 'to a@example.com'],
    ['a URL without a user', 'GET https://example.com/a@b'],
    ['what is shorter than a secret', 'pass', 'pass'],
    ['the word of a default', 'redis://127.0.0.1:6379', 'redis://127.0.0.1:6379'],
  ])('leaves %s', (_what, text, ...secrets) => {
    expect(scrub(text, ...secrets)).toBe(text);
  });

  test('learns another', () => {
    const scrubber = createScrubber(['first-secret']);
    scrubber.learn('second-secret\n');
    expect(scrubber.scrub('first-secret second-secret')).toBe('*** ***');
  });
});
