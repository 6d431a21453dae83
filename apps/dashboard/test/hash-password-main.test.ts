import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parsePasswordHash } from '../src/passwords/password-hash.ts';
import { verifyPassword } from '../src/passwords/verify-password.ts';

const main = path.join(import.meta.dirname, '../src/hash-password-main.ts');

function runHashPassword(input: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', main],
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
