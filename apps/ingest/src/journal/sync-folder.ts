import { open } from 'node:fs/promises';

/** Puts the names of a folder's files on the disk: a synced file alone could be lost by its name. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
