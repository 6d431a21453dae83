import { scrypt } from 'node:crypto';
import type { PasswordHash } from './password-hash.ts';

const keyLength = 32;

/**
 * What scrypt (RFC 7914) makes of a password, off the event loop. Passwords are compared in
 * Unicode's composed form (RFC 8265, OpaqueString), since keyboards differ in how they spell é.
 */
export function deriveKey(
  password: string,
  { cost, blockSize, parallelization, salt }: Omit<PasswordHash, 'hash'>,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      password.normalize('NFC'),
      salt,
      keyLength,
      { N: cost, r: blockSize, p: parallelization, maxmem: 2 * 128 * cost * blockSize },
      (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      },
    );
  });
}
