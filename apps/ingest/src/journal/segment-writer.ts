import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { createSegment, type Segment } from './segment.ts';
import { syncFolder } from './sync-folder.ts';

/** Writes entries to files of their own; one that is sealed belongs to the reader alone. */
export interface SegmentWriter {
  /** Entries in the file that is written to. */
  readonly waiting: number;
  readonly oldestReceivedAt: string | undefined;
  /** Resolves when the entry is on the disk; rejects when it is not known to be. */
  append: (entry: JournalLine) => Promise<void>;
  /** Ends the file that is written to, so that what is in it can be read. */
  seal(): Promise<void>;
}

interface ActiveFile {
  number: number;
  file: string;
  handle: FileHandle;
  /** Of what was synced. */
  length: number;
  waiting: number;
  oldestReceivedAt: string;
}

interface JournalLine {
  line: Buffer;
  receivedAt: string;
}

interface Waiting extends JournalLine {
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** A file is removed when all of it was drained, so that files of this size give space back soon. */
const maxFileBytes = 8 * 1024 * 1024;
/** A group is written once it has as many bytes; an entry may be longer. */
const maxGroupBytes = 4 * 1024 * 1024;
const ownerOnly = 0o600;

/**
 * Makes a file when the first entry comes. Entries that come while others are being synced gather
 * and share the next write and its sync.
 */
export function createSegmentWriter(options: {
  folder: string;
  nextNumber: () => number;
  onSealed: (segment: Segment) => void;
}): SegmentWriter {
  const { folder, nextNumber, onSealed } = options;
  const waiting: Waiting[] = [];
  let active: ActiveFile | undefined;
  let isWriting = false;
  /** Everything that touches the file happens one after the other. */
  let tail = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => (tail = tail.then(work));

  const takeGroup = (): Waiting[] => {
    let bytes = 0;
    const isWithin = ({ line }: Waiting) => (bytes += line.length) < maxGroupBytes;
    const firstBeyond = waiting.findIndex((entry) => !isWithin(entry));
    return waiting.splice(0, firstBeyond === -1 ? waiting.length : firstBeyond + 1);
  };

  const writeGroup = async (group: readonly Waiting[]) => {
    active ??= await createFile(folder, nextNumber(), group[0]?.receivedAt ?? '');
    const bytes = Buffer.concat(group.map(({ line }) => line));
    await writeAll(active, bytes);
    // The data and the length of the file; on the disk once this resolves.
    await active.handle.datasync();
    if ((await active.handle.stat()).nlink === 0) throw new Error('its file was removed');
    active.length += bytes.length;
    active.waiting += group.length;
  };

  const sealActive = async () => {
    if (active === undefined) return;
    const { number, file, handle, waiting, oldestReceivedAt } = active;
    active = undefined;
    // What was synced is on the disk, whatever closing says.
    await handle.close().catch(() => undefined);
    if (waiting === 0) await rm(file, { force: true });
    else onSealed(createSegment({ number, file, known: { waiting, oldestReceivedAt } }));
  };

  /** After a failed sync nobody knows what the disk holds: that file is never written to again. */
  const abandonActive = async () => {
    try {
      await active?.handle.truncate(active.length);
    } catch {
      // Then what was not acknowledged stays in the file and is drained or set aside like the rest.
    }
    await sealActive().catch(() => undefined);
  };

  const writeWaiting = async () => {
    while (waiting.length > 0) {
      const group = takeGroup();
      try {
        await writeGroup(group);
        for (const { resolve } of group) resolve();
        if (active !== undefined && active.length >= maxFileBytes) await sealActive();
      } catch (error) {
        for (const { reject } of group) reject(error);
        await abandonActive();
      }
    }
    isWriting = false;
  };

  return {
    get waiting() {
      return active?.waiting ?? 0;
    },
    get oldestReceivedAt() {
      return active?.oldestReceivedAt;
    },
    append: (entry) =>
      new Promise((resolve, reject) => {
        waiting.push({ ...entry, resolve, reject });
        if (isWriting) return;
        isWriting = true;
        void inTurn(writeWaiting);
      }),
    seal: () => inTurn(() => sealActive().catch(() => undefined)),
  };
}

export const segmentSuffix = '.journal';

/** A new file whose name is on the disk as well. */
async function createFile(
  folder: string,
  number: number,
  oldestReceivedAt: string,
): Promise<ActiveFile> {
  const file = path.join(folder, `${String(number).padStart(10, '0')}${segmentSuffix}`);
  const handle = await open(file, 'wx', ownerOnly);
  try {
    await syncFolder(folder);
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
  return { number, file, handle, length: 0, waiting: 0, oldestReceivedAt };
}

async function writeAll({ handle, length }: ActiveFile, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.length - written,
      length + written,
    );
    written += bytesWritten;
  }
}
