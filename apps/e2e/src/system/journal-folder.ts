import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where an ingest keeps its journal. */
export interface JournalFolder {
  path: string;
  /** How Node is started so that it sees the folder; absent when everybody sees it. */
  command?: (nodeArguments: readonly string[]) => { command: string; args: readonly string[] };
  remove(): Promise<void>;
}

export type TinyDisk =
  | { kind: 'made'; folder: JournalFolder }
  /** This machine lets nobody like us mount anything. */
  | { kind: 'not_permitted'; why: string };

export async function makeJournalFolder(path: string): Promise<JournalFolder> {
  await mkdir(path, { recursive: true });
  return { path, remove: () => Promise.resolve() };
}

const mountScript = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && shift 2 && exec "$@"';

/**
 * A journal folder on a disk of a few pages: a tmpfs mounted here when that is permitted, else one
 * that only the ingest sees, in a mount namespace of its own.
 */
export async function makeTinyDisk(path: string, size: string): Promise<TinyDisk> {
  await mkdir(path, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]);
    const remove = async (): Promise<void> => {
      await run('umount', ['-l', path]);
    };
    return { kind: 'made', folder: { path, remove } };
  } catch {
    // Not root: the namespace below needs no rights on most systems.
  }
  const inNamespace = (...args: string[]): string[] => [
    ...['-rm', 'sh', '-c', mountScript, 'sh', size, path],
    ...args,
  ];
  try {
    await run('unshare', inNamespace('true'));
  } catch (error) {
    const why = `neither mount nor unshare is permitted: ${(error as Error).message.trim()}`;
    return { kind: 'not_permitted', why };
  }
  return {
    kind: 'made',
    folder: {
      path,
      command: (args) => ({ command: 'unshare', args: inNamespace(process.execPath, ...args) }),
      remove: () => Promise.resolve(),
    },
  };
}
