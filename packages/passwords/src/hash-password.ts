import { randomBytes } from 'node:crypto';
import { deriveKey } from './derive-key.ts';
import { formatPasswordHash } from './password-hash.ts';

/**
 * One of the settings that OWASP's Password Storage Cheat Sheet calls equal for scrypt (N = 2^15,
 * r = 8, p = 3): the one that keeps a check at 32 MiB, so that a container's limit is no matter.
 */
export const recommendedParameters = { cost: 2 ** 15, blockSize: 8, parallelization: 3 } as const;

/** NIST SP 800-63B asks for 8 at least; operators can change what travellers get. */
export const minPasswordLength = 12;

const saltLength = 16;

/** The hash of a password with a salt of its own, as it stands in `DASHBOARD_USERS`. */
export async function hashPassword(
  password: string,
  parameters: { cost: number; blockSize: number; parallelization: number } = recommendedParameters,
): Promise<string> {
  const salt = randomBytes(saltLength);
  const hash = await deriveKey(password, { ...parameters, salt });
  return formatPasswordHash({ ...parameters, salt, hash });
}
