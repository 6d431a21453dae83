import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openJournal, type Journal } from '../../src/journal/journal.ts';
import type { WaitingEntry } from '../../src/journal/segment.ts';
import { createLogLines } from '../log-lines.ts';

export async function makeTemporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ticketpost-journal-'));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A journal that was not refused. */
export async function openForTest(
  directory: string,
  { logger } = createLogLines(),
): Promise<Journal> {
  const opening = await openJournal({ directory, logger });
  if (opening.kind === 'refused') throw new Error(opening.problem);
  return opening.journal;
}

/** All that waits, in the order of the drain. */
export async function readAll(journal: Journal): Promise<WaitingEntry[]> {
  const entries: WaitingEntry[] = [];
  const keys = new Set<string>();
  for (;;) {
    const found = await journal.readOldest({
      maxEntries: Number.MAX_SAFE_INTEGER,
      maxBytes: Number.MAX_SAFE_INTEGER,
      isSkipped: (key) => keys.has(key),
    });
    if (found.length === 0) return entries;
    for (const entry of found) {
      entries.push(entry);
      keys.add(entry.key);
    }
  }
}

/** The files with entries, damaged ones included. */
export async function listSegments(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => name.includes('.journal')).toSorted();
}

export async function readSegment(directory: string): Promise<{ file: string; bytes: Buffer }> {
  const [name = ''] = await listSegments(directory);
  const file = path.join(directory, name);
  return { file, bytes: await readFile(file) };
}
