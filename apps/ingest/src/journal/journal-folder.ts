import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { secludeFolder } from './seclude-folder.ts';
import { createSegment, damagedSuffix, type Segment } from './segment.ts';
import { segmentSuffix } from './segment-writer.ts';
import { syncFolder } from './sync-folder.ts';

/** A journal's folder that is ours alone, as it was found. */
export interface JournalFolder {
  readonly lock: FolderLock;
  /** Oldest first. */
  readonly segments: Segment[];
  /** Files that only have damaged lines left. */
  readonly damaged: Segment[];
  readonly highestNumber: number;
  /** Others of the machine can look into it, and its disk knows no rights to keep them out. */
  readonly isOpenToOthers: boolean;
}

export type FolderOpening =
  | { kind: 'opened'; folder: JournalFolder }
  /** Nothing that heals by itself: somebody has to decide. One sentence with the remedy. */
  | { kind: 'refused'; problem: string };

/** The version of the folder's layout and of the lines in its files. */
const format = 1;
const formatFileName = 'format';
const ownerOnly = { folder: 0o700, file: 0o600 };

/** Opens a folder and makes it when it is missing. Rejects with the system's error when it cannot be used now. */
export async function openJournalFolder(folder: string): Promise<FolderOpening> {
  if (await isOther(folder)) {
    const problem = `JOURNAL_DIR must be a folder, but ${folder} is a file. Name another path, or move the file away.`;
    return { kind: 'refused', problem };
  }
  await makeFolder(path.resolve(folder));
  const seclusion = await secludeFolder(folder);
  if (seclusion.kind === 'foreign') {
    const problem = `JOURNAL_DIR must be a folder of the user that ingest runs as, but ${folder} belongs to another. Give it to that user, or name a new folder inside of it, which ingest then makes.`;
    return { kind: 'refused', problem };
  }
  const lock = await lockFolder(folder);
  if (lock === undefined) {
    const problem = `JOURNAL_DIR must be a folder that no other ingest uses, but another one has ${folder} open. Give each ingest a folder of its own.`;
    return { kind: 'refused', problem };
  }
  try {
    const written = await readFormat(folder);
    if (written !== undefined && written > format) {
      await lock.release();
      const problem = `JOURNAL_DIR must be a folder of this version of Ticketpost or an older one, but ${folder} was written by a newer one (format ${written}, this one knows ${format}). Start the newer version again, or name another folder.`;
      return { kind: 'refused', problem };
    }
    await tryToWrite(folder);
    if (written !== format) await writeFormat(folder);
    const isOpenToOthers = seclusion.kind === 'open';
    const found = await surveySegments(folder);
    return { kind: 'opened', folder: { lock, isOpenToOthers, ...found } };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Above what an entry of an ordinary delivery takes. */
const trialBytes = 64 * 1024;

/** Rejects with the system's error when a file cannot be made, filled and synced. */
export async function tryToWrite(folder: string): Promise<void> {
  const file = path.join(folder, 'trial');
  try {
    const handle = await open(file, 'w', ownerOnly.file);
    try {
      await handle.writeFile(Buffer.alloc(trialBytes));
      await handle.datasync();
    } finally {
      await handle.close();
    }
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}

/** Makes a folder, with those above it that are missing; their names are on the disk afterwards. */
async function makeFolder(folder: string): Promise<void> {
  const highestMade = await mkdir(folder, { recursive: true, mode: ownerOnly.folder });
  if (highestMade === undefined) return;
  let above = folder;
  do {
    above = path.dirname(above);
    await syncFolder(above);
  } while (above !== path.dirname(highestMade));
}

async function isOther(folder: string): Promise<boolean> {
  try {
    return !(await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

/** `undefined` for a new folder, and when it cannot be told: each line has its version, too. */
async function readFormat(folder: string): Promise<number | undefined> {
  try {
    const text = await readFile(path.join(folder, formatFileName), 'utf8');
    return /^\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeFormat(folder: string): Promise<void> {
  await writeFile(path.join(folder, formatFileName), `${format}\n`, { mode: ownerOnly.file });
}

async function surveySegments(
  folder: string,
): Promise<Omit<JournalFolder, 'lock' | 'isOpenToOthers'>> {
  const found = (await readdir(folder))
    .map((name) => ({ name, number: Number(/^(\d+)\.journal/.exec(name)?.[1] ?? Number.NaN) }))
    .filter(({ number }) => !Number.isNaN(number))
    .toSorted((a, b) => a.number - b.number);
  const pick = (suffix: string) =>
    found
      .filter(({ name }) => name.endsWith(suffix))
      .map(({ name, number }) => createSegment({ number, file: path.join(folder, name) }));
  const segments = pick(segmentSuffix);
  const damaged = pick(`${segmentSuffix}${damagedSuffix}`);
  // A file that cannot be read is reported by whoever drains it, and holds up none of the others.
  for (const segment of [...segments, ...damaged]) await segment.survey().catch(() => 0);
  return { segments, damaged, highestNumber: Math.max(0, ...found.map(({ number }) => number)) };
}
