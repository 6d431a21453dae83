import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parsePasswordHash, verifyPassword } from '@ticketpost/passwords';

const main = path.join(import.meta.dirname, '../src/main.ts');

function runHashPassword(input: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', main, 'hash-password', ...args],
    { input, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test.each(['correct horse battery\n', 'correct horse battery', 'correct horse battery\r\n'])(
  'the hash of %j is all that is printed',
  async (input) => {
    const { status, stdout, stderr } = runHashPassword(input);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\S+\n$/);
    const hash = parsePasswordHash(stdout.trimEnd());
    expect(hash && (await verifyPassword('correct horse battery', hash))).toBe(true);
  },
);

test('in JSON it is the one field', () => {
  const { status, stdout } = runHashPassword('correct horse battery', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ hash: expect.stringMatching(/^scrypt\./) });
});

test('a password on the command line is refused, and not repeated', () => {
  const { status, stdout, stderr } = runHashPassword('', 'correct-horse-battery');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).not.toContain('correct-horse');
});

test.each([
  ['nothing', ''],
  ['an empty line', '\n'],
  ['eleven characters', 'abcdefghijk\n'],
  ['two lines', 'correct horse\nbattery staple\n'],
])('%s is refused on standard error alone', (_what, input) => {
  const { status, stdout, stderr } = runHashPassword(input);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).not.toBe('');
});
