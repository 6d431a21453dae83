import { constants } from 'node:fs';
import { access, readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '@ticketpost/runtime';
import { ingestVariables } from '@ticketpost/settings/ingest';
import type { Diagnosis } from './diagnosis.ts';
import { isSet, readSettings, skip, skipUnread } from './read-settings.ts';

const name = 'journal';
const { journalDir } = ingestVariables;
const mebibyte = 1024 * 1024;
/** Room for an hour of 50 deliveries a second and 6 KB each. */
const comfortableBytes = 1024 * mebibyte;
/** Room for 256 of the largest bodies. */
const leastBytes = 64 * mebibyte;

/** Whether ingest's journal could be written, without writing to a folder that ingest locks. */
export async function checkJournal(environment: Environment): Promise<Diagnosis[]> {
  if (!isSet(journalDir.name, environment)) return [skip(name, 'JOURNAL_DIR is not set here')];
  const folder = readSettings({ journalDir }, environment)?.journalDir;
  if (folder === undefined) return [skipUnread(name)];
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(folder);
    return [judgeFreeBytes(bavail * bsize), ...(await findSetAside(folder))];
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return [
      {
        name,
        status: 'failed',
        finding: `the folder of JOURNAL_DIR cannot be written (${code}): what Redis cannot take is refused`,
        remedy:
          'Make the folder on a disk that stays, and let the user that ingest runs as write there.',
      },
    ];
  }
}

/** Files with lines that nobody can read end only when a person has looked into them. */
async function findSetAside(folder: string): Promise<Diagnosis[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.journal.damaged'));
  if (files.length === 0) return [];
  const times = await Promise.all(
    files.map(async (file) => (await stat(path.join(folder, file))).mtimeMs),
  );
  const days = Math.floor((Date.now() - Math.min(...times)) / (24 * 60 * 60 * 1000));
  return [
    {
      name: `${name}.set_aside`,
      status: 'warning',
      finding: `${files.length} damaged file(s) stand there, the oldest for ${days} days`,
      remedy: 'Look into them (docs/runbooks/journal-set-aside.md), then remove them.',
    },
  ];
}

export function judgeFreeBytes(freeBytes: number): Diagnosis {
  const free = `${Math.floor(freeBytes / mebibyte)} MiB are free`;
  if (freeBytes >= comfortableBytes)
    return { name, status: 'ok', finding: `it can be written, ${free}` };
  return {
    name,
    status: freeBytes < leastBytes ? 'failed' : 'warning',
    finding: `only ${free} for what Redis cannot take`,
    remedy: 'Make room on that disk, or give the journal a bigger one.',
  };
}
