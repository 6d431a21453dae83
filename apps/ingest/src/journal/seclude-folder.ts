import { chmod, lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** What a folder is now: closed to others as far as its disk knows rights, or somebody else's. */
export type Seclusion =
  | { kind: 'secluded' }
  /** Its disk takes no rights, as some network shares do not. */
  | { kind: 'open' }
  | { kind: 'foreign' };

const ownerOnly = { folder: 0o700, file: 0o600 };

/**
 * Closes a folder of ours and the files in it to everybody else, whatever rights and umask they
 * were made with. A folder of another user is left as it is: what it holds is theirs to change.
 */
export async function secludeFolder(folder: string): Promise<Seclusion> {
  const user = process.geteuid?.();
  // Windows: a folder has the rights of the one above it.
  if (user === undefined) return { kind: 'secluded' };
  if ((await stat(folder)).uid !== user) return { kind: 'foreign' };
  await chmod(folder, ownerOnly.folder).catch(ignoreUnsupported);
  for (const name of await readdir(folder)) await tighten(path.join(folder, name), user);
  return { kind: isOpenToOthers((await stat(folder)).mode) ? 'open' : 'secluded' };
}

async function tighten(file: string, user: number): Promise<void> {
  const stats = await lstat(file);
  if (!stats.isFile() || stats.uid !== user || !isOpenToOthers(stats.mode)) return;
  await chmod(file, ownerOnly.file).catch(ignoreUnsupported);
}

function isOpenToOthers(mode: number): boolean {
  return (mode & 0o077) !== 0;
}

function ignoreUnsupported(error: NodeJS.ErrnoException): void {
  if (!['EPERM', 'ENOTSUP', 'EROFS', 'EINVAL'].includes(error.code ?? '')) throw error;
}
