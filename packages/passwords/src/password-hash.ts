/** A password as it is kept: what scrypt made of it, and all it takes to make it again. */
export interface PasswordHash {
  /** scrypt's N: a power of two; memory is 128 · N · r bytes. */
  cost: number;
  /** scrypt's r. */
  blockSize: number;
  /** scrypt's p. */
  parallelization: number;
  salt: Buffer;
  hash: Buffer;
}

/**
 * What a hash looks like as text: `scrypt.<N>.<r>.<p>.<salt>.<hash>`, the last two in base64url.
 * It holds no comma, colon or `$`, so that it stands in a list and in a compose file as it is. The
 * bounds of N, r and p keep a check within 128 MiB, whatever somebody wrote there.
 */
export const passwordHashPattern =
  'scrypt\\.(1024|2048|4096|8192|16384|32768|65536|131072)\\.[1-8]\\.([1-9]|1[0-6])\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}';

const passwordHashForm = new RegExp(`^${passwordHashPattern}$`);

/** The hash that stands in a text, or `undefined` when the text is none within the bounds. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  if (!passwordHashForm.test(text)) return undefined;
  const [, cost, blockSize, parallelization, salt = '', hash = ''] = text.split('.');
  return {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallelization: Number(parallelization),
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

export function formatPasswordHash(passwordHash: PasswordHash): string {
  const { cost, blockSize, parallelization, salt, hash } = passwordHash;
  return [
    'scrypt',
    cost,
    blockSize,
    parallelization,
    salt.toString('base64url'),
    hash.toString('base64url'),
  ].join('.');
}
