import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Larger than any list of keys or certificates; what is larger is some other file. */
const maxBytes = 65_536;

/** Reads the file that a `NAME_FILE` names; a pipe will do. Throws errors with a `code`, `EFBIG` for what is too large. */
export function readSecretFile(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(maxBytes + 1);
    let length = 0;
    let read: number;
    do {
      read = readSync(file, bytes, length, bytes.length - length, null);
      length += read;
    } while (read > 0 && length <= maxBytes);
    if (length > maxBytes) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}

/** Where container runtimes mount secrets that no other user can reach, whatever their mode says. */
const mountedSecrets = /^(?:\/var)?\/run\/secrets\//;

/** A sentence about a file with a secret that every user of the machine may read or change. */
export function warnOfOpenFile(name: string, path: string): string | undefined {
  if (mountedSecrets.test(path)) return undefined;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || (stats.mode & 0o006) === 0) return undefined;
  return `${name}_FILE names a file that every user of this machine may read or change: chmod 600 it`;
}
