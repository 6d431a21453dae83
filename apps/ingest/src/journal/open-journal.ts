import { existsSync } from 'node:fs';
import type { Logger } from '@ticketpost/runtime';
import type { JournalFolder } from './journal-folder.ts';
import type { ReadOptions, Segment, WaitingEntry } from './segment.ts';
import { createSegmentWriter, type SegmentWriter } from './segment-writer.ts';

/** A journal's folder in use: one file that is written to, and those that are drained. */
export interface OpenJournal {
  append: SegmentWriter['append'];
  readOldest(options: ReadOptions): Promise<WaitingEntry[]>;
  count(): { entries: number; setAside: number; oldestReceivedAt?: string };
  /** False when the folder was removed, or another one stands in its place. */
  isInPlace(): Promise<boolean>;
  close(): Promise<void>;
}

export function createOpenJournal(options: {
  directory: string;
  folder: JournalFolder;
  logger: Logger;
}): OpenJournal {
  const { directory, folder, logger } = options;
  const segments = new Set<Segment>(folder.segments);
  const setAside = new Set<Segment>(folder.damaged);
  const unusable = new Set<string>();
  let lastNumber = folder.highestNumber;
  const writer = createSegmentWriter({
    folder: directory,
    nextNumber: () => (lastNumber += 1),
    onSealed: (segment) => segments.add(segment),
  });

  const report = ({ file }: Segment, newlyDamaged: number) => {
    if (newlyDamaged === 0) return;
    logger.error(
      { file, damaged: newlyDamaged },
      'entries of the journal are damaged and set aside: look into the file, then remove it',
    );
  };
  for (const segment of [...segments, ...setAside]) report(segment, segment.damaged);

  const finish = async (segment: Segment) => {
    const wasKept = segment.damaged > 0;
    await segment.finish();
    segments.delete(segment);
    if (wasKept) setAside.add(segment);
  };

  /** A file that cannot be read or removed holds up none of the others. */
  const readSegment = async (segment: Segment, read: ReadOptions): Promise<WaitingEntry[]> => {
    try {
      const { entries, isPending, newlyDamaged } = await segment.read(read);
      report(segment, newlyDamaged);
      if (!isPending) await finish(segment);
      return entries;
    } catch (error) {
      const { file } = segment;
      if (!unusable.has(file))
        logger.error({ error, file }, 'a file of the journal cannot be used');
      unusable.add(file);
      if (!existsSync(file)) segments.delete(segment);
      return [];
    }
  };

  return {
    append: writer.append,
    async readOldest(read) {
      // Sealed only when all before it is drained, or each trickle would make a file of its own.
      for (const isLast of [false, true]) {
        if (isLast) await writer.seal();
        for (const segment of [...segments]) {
          const entries = await readSegment(segment, read);
          if (entries.length > 0) return entries;
        }
      }
      return [];
    },
    count() {
      const { oldestReceivedAt } = [...segments].find(({ waiting }) => waiting > 0) ?? writer;
      const kept = [...segments, ...[...setAside].filter(({ file }) => existsSync(file))];
      return {
        entries: sum([...segments, writer].map(({ waiting }) => waiting)),
        setAside: sum(kept.map(({ damaged }) => damaged)),
        ...(oldestReceivedAt === undefined ? {} : { oldestReceivedAt }),
      };
    },
    isInPlace: () => folder.lock.isInPlace(),
    async close() {
      await writer.seal();
      await folder.lock.release();
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
