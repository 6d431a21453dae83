import { randomUUID } from 'node:crypto';
import { link, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, LocalError } from '../local-error.ts';
import { isHolderAlive, parseLockHolder } from './lock-holder.ts';
import { readIfPresent } from './read-if-present.ts';
import { serveToken } from './token-server.ts';

export type LockAttempt =
  | { kind: 'locked'; release(): Promise<void> }
  /** Another start has the folder. */
  | { kind: 'held'; pid: number };

const rounds = 20;
const namePattern = /^lock-(\d+)\.json$/;

/**
 * Takes the lock of a data folder. The holder listens on a port of its own and answers with the
 * token that stands in its file, so a file left by a killed start, or a process id used again,
 * holds nobody up.
 *
 * Each holder makes a file with the next number, and the highest number alone counts. It is never
 * removed, not even on release: of several starts that find it stale only one can make the next.
 */
export async function acquireLock(folder: string): Promise<LockAttempt> {
  const token = randomUUID();
  const server = await serveToken(token);
  const draft = path.join(folder, `lock-draft-${token}`);
  let isOurs = false;
  try {
    const holder = { pid: process.pid, port: server.port, token };
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
    for (let round = 1; round <= rounds; round += 1) {
      const newest = Math.max(0, ...(await listNumbers(folder)));
      const other = parseLockHolder((await readIfPresent(fileOf(folder, newest))) ?? '');
      if (other && (await isHolderAlive(other))) return { kind: 'held', pid: other.pid };
      isOurs = await takeNumber({ folder, draft, number: newest + 1 });
      if (isOurs) return { kind: 'locked', release: () => server.close() };
    }
  } finally {
    await rm(draft, { force: true });
    if (!isOurs) await server.close();
  }
  const message = `The lock of ${folder} cannot be taken: others take it again and again`;
  throw new LocalError(message, { code: 'data_in_use' });
}

/** Whether this entry of a data folder is a lock. */
export function isLockFile(name: string): boolean {
  return namePattern.test(name);
}

async function takeNumber(options: {
  folder: string;
  draft: string;
  number: number;
}): Promise<boolean> {
  const { folder, draft, number } = options;
  const file = fileOf(folder, number);
  try {
    // A link appears with its content or not at all, so nobody ever reads half a lock.
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  const numbers = await listNumbers(folder);
  // Whoever looked long ago may make a number that was used and cleared away.
  const isNewest = numbers.every((other) => other <= number);
  const obsolete = isNewest ? numbers.filter((other) => other < number) : [number];
  for (const old of obsolete) await rm(fileOf(folder, old), { force: true });
  return isNewest;
}

async function listNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => namePattern.exec(name)?.[1] ?? []).map(Number);
}

function fileOf(folder: string, number: number): string {
  return path.join(folder, `lock-${number}.json`);
}
