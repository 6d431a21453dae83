import { timingSafeEqual } from 'node:crypto';
import { deriveKey } from './derive-key.ts';
import type { PasswordHash } from './password-hash.ts';

/** Whether the hash was made of this password; compares in constant time. */
export async function verifyPassword(
  password: string,
  passwordHash: PasswordHash,
): Promise<boolean> {
  const key = await deriveKey(password, passwordHash);
  return timingSafeEqual(key, passwordHash.hash);
}
