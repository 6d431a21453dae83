import { describe, expect, test } from '@jest/globals';
import { hashPassword, recommendedParameters } from '../src/hash-password.ts';
import { parsePasswordHash } from '../src/password-hash.ts';
import { verifyPassword } from '../src/verify-password.ts';

/** The least that the bounds allow, so that tests do not wait for scrypt. */
const cheapParameters = { cost: 1024, blockSize: 8, parallelization: 1 };

async function verify(password: string, text: string): Promise<boolean> {
  const hash = parsePasswordHash(text);
  if (hash === undefined) throw new Error('not a hash');
  return verifyPassword(password, hash);
}

describe('the hash of a password', () => {
  test('is verified by that password alone', async () => {
    const hash = await hashPassword('correct horse battery', cheapParameters);
    expect(await verify('correct horse battery', hash)).toBe(true);
    expect(await verify('correct horse batterz', hash)).toBe(false);
  });

  test('is made with the recommended parameters and a salt of its own', async () => {
    const [first, second] = await Promise.all([hashPassword('same'), hashPassword('same')]);
    expect(first).not.toBe(second);
    expect(parsePasswordHash(first)).toMatchObject(recommendedParameters);
    expect(await verify('same', first)).toBe(true);
  });

  test('holds nothing that a list, a compose file or a shell would take apart', async () => {
    expect(await hashPassword('password', cheapParameters)).toMatch(/^[A-Za-z0-9._-]+$/);
  });

  test('does not care how a keyboard composes its letters', async () => {
    const hash = await hashPassword('caf\u00e9 au lait', cheapParameters);
    expect(await verify('cafe\u0301 au lait', hash)).toBe(true);
  });
});

const salt = 'A'.repeat(22);
const hash = 'B'.repeat(43);

test.each([
  ['the least that is allowed', `scrypt.1024.1.1.${salt}.${hash}`, true],
  ['the most that is allowed', `scrypt.131072.8.16.${salt}.${hash}`, true],
  ['nothing', '', false],
  ['a password in clear', 'correct horse battery', false],
  ['a hash of another kind', `$2b$10$${'a'.repeat(53)}`, false],
  ['an N that is no power of two', `scrypt.1025.8.1.${salt}.${hash}`, false],
  ['an N that is too cheap', `scrypt.512.8.1.${salt}.${hash}`, false],
  ['an N that would eat all memory', `scrypt.1073741824.8.1.${salt}.${hash}`, false],
  ['an r that would eat all memory', `scrypt.131072.4096.1.${salt}.${hash}`, false],
  ['a p that would take for ever', `scrypt.1024.8.100000.${salt}.${hash}`, false],
  ['a p of none', `scrypt.1024.8.0.${salt}.${hash}`, false],
  ['a salt that is too short', `scrypt.1024.8.1.AAAA.${hash}`, false],
  ['a hash that is too long', `scrypt.1024.8.1.${salt}.${hash}B`, false],
  ['standard base64', `scrypt.1024.8.1.${'+'.repeat(22)}.${hash}`, false],
  ['another part', `scrypt.1024.8.1.${salt}.${hash}.x`, false],
  ['a line after it', `scrypt.1024.8.1.${salt}.${hash}\n`, false],
])('of %s a hash is read or not', (_what, text, isRead) => {
  expect(parsePasswordHash(text) !== undefined).toBe(isRead);
});
