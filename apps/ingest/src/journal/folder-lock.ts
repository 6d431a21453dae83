import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { tryLock } from 'fs-native-extensions';

export interface FolderLock {
  /** False when the folder was removed, or another one stands in its place. */
  isInPlace(): Promise<boolean>;
  release(): Promise<void>;
}

const ownerOnly = 0o600;

/**
 * Takes the lock of a folder, or answers `undefined` while somebody else has it. It is the kernel's
 * lock on an open file: it ends with its process, however that ends, and counts between all
 * containers of a host. Rejects when the lock's file cannot be made.
 */
export async function lockFolder(folder: string): Promise<FolderLock | undefined> {
  const file = path.join(folder, 'lock');
  const handle = await open(file, 'a', ownerOnly);
  try {
    if (!tryLock(handle.fd)) {
      await handle.close();
      return undefined;
    }
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    async isInPlace() {
      const [ours, there] = await Promise.all([handle.stat(), stat(file).catch(() => undefined)]);
      return there?.ino === ours.ino && there.dev === ours.dev;
    },
    release: () => handle.close(),
  };
}
