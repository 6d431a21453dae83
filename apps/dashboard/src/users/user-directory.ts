import { createHash, randomBytes } from 'node:crypto';
import {
  parsePasswordHash,
  recommendedParameters,
  verifyPassword,
  type PasswordHash,
} from '@ticketpost/passwords';
import type { PasswordUser } from '@ticketpost/settings/dashboard';

/** Those who may log in. */
export interface UserDirectory {
  /** The user of that name and password; an unknown name takes as long as a wrong password. */
  check(credentials: { name: string; password: string }): Promise<PasswordUser | undefined>;
  find(name: string): PasswordUser | undefined;
}

/** Changes when the user's password does, and says nothing of it. */
export function fingerprintOf(user: PasswordUser): string {
  return createHash('sha256').update(user.hash).digest('base64url');
}

/** A directory of users whose hashes `usersVariable` let through. */
export function createUserDirectory(
  users: readonly PasswordUser[],
  { verify = verifyPassword }: { verify?: typeof verifyPassword } = {},
): UserDirectory {
  const entries = new Map(
    users.map((user) => {
      const passwordHash = parsePasswordHash(user.hash);
      if (passwordHash === undefined) throw new RangeError(`the hash of ${user.name} is none`);
      return [user.name, { user, passwordHash }] as const;
    }),
  );
  const decoy = createDecoy([...entries.values()].map(({ passwordHash }) => passwordHash));
  return {
    async check({ name, password }) {
      const entry = entries.get(name);
      const isRight = await verify(password, entry?.passwordHash ?? decoy);
      return isRight ? entry?.user : undefined;
    },
    find: (name) => entries.get(name)?.user,
  };
}

/** A hash that no password has and that costs as much to check as the dearest of the others. */
function createDecoy(hashes: readonly PasswordHash[]): PasswordHash {
  const priceOf = ({ cost, blockSize, parallelization }: Omit<PasswordHash, 'salt' | 'hash'>) =>
    cost * blockSize * parallelization;
  const [dearest = recommendedParameters] = [...hashes].sort((a, b) => priceOf(b) - priceOf(a));
  const { cost, blockSize, parallelization } = dearest;
  return { cost, blockSize, parallelization, salt: randomBytes(16), hash: randomBytes(32) };
}
