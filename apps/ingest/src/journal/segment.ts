import { open, rename, rm } from 'node:fs/promises';
import type { SealedDelivery } from '../webhooks/sealed-delivery.ts';
import { drainedMark, maxLineBytes, parseLine } from './journal-line.ts';
import { readLines } from './read-lines.ts';

/** A delivery that waits in the journal. */
export interface WaitingEntry {
  /** Unique in the folder, and the same after a restart. */
  readonly key: string;
  readonly segment: Segment;
  readonly offset: number;
  readonly delivery: SealedDelivery;
}

interface SegmentBatch {
  entries: WaitingEntry[];
  /** False when nothing is left in the file that anybody waits for. */
  isPending: boolean;
  /** How many lines were found damaged that were not known to be. */
  newlyDamaged: number;
}

export interface ReadOptions {
  maxEntries: number;
  /** Reading stops with the entry that makes it as many. */
  maxBytes: number;
  isSkipped: (key: string) => boolean;
}

/** One file of the journal that is not written to any more, except for the marks of what was drained. */
export interface Segment {
  readonly file: string;
  /** As far as is known: what hides behind a damaged line break counts as one. */
  readonly waiting: number;
  readonly damaged: number;
  /** RFC 3339, of the first entry that waited when last looked. */
  readonly oldestReceivedAt: string | undefined;
  /** Reads the file once through and counts; tells how many damaged lines were found. */
  survey(): Promise<number>;
  /** The first entries that wait, those left out that `isSkipped` names. */
  read(options: ReadOptions): Promise<SegmentBatch>;
  /** Never rejects: a mark that could not be written costs a repeat after a restart and no more. */
  markDrained(offsets: readonly number[]): Promise<void>;
  /** Removes the file; one with damaged lines is renamed and kept for people. */
  finish(): Promise<void>;
}

/** What a file is renamed to that has damaged lines and nothing else any more. */
export const damagedSuffix = '.damaged';

export function createSegment(options: {
  number: number;
  file: string;
  /** What its writer knows already; `survey` finds it out. */
  known?: { waiting: number; oldestReceivedAt: string };
}): Segment {
  const { number } = options;
  let { file } = options;
  const keyOf = (offset: number) => `${number}:${offset}`;
  /** Offsets. Beside the marks in the file, which cannot always be written. */
  const drained = new Set<number>();
  const damaged = new Set<number>();
  let waiting = options.known?.waiting ?? 0;
  let oldestReceivedAt = options.known?.oldestReceivedAt;
  /** Nothing before it waits. */
  let cursor = 0;

  /** Visits what waits from the cursor on until told to stop; everything else is noted on the way. */
  const walk = async (
    visit: (at: { offset: number; end: number }, delivery: SealedDelivery) => 'go on' | 'stop',
  ): Promise<number> => {
    const damagedBefore = damaged.size;
    let hasMetWaiting = false;
    const handle = await open(file, 'r');
    try {
      for await (const { offset, end, bytes } of readLines(handle, {
        from: cursor,
        maxLineBytes,
      })) {
        const reading = parseLine(bytes);
        if (reading.kind === 'waiting' && !drained.has(offset)) {
          if (!hasMetWaiting) oldestReceivedAt = reading.delivery.delivery.receivedAt;
          hasMetWaiting = true;
          if (visit({ offset, end }, reading.delivery) === 'stop') break;
        } else {
          if (reading.kind === 'damaged') damaged.add(offset);
          if (!hasMetWaiting) cursor = end;
        }
      }
    } finally {
      await handle.close();
    }
    if (!hasMetWaiting) oldestReceivedAt = undefined;
    return damaged.size - damagedBefore;
  };

  const segment: Segment = {
    get file() {
      return file;
    },
    get waiting() {
      return waiting;
    },
    get damaged() {
      return damaged.size;
    },
    get oldestReceivedAt() {
      return oldestReceivedAt;
    },
    async survey() {
      let count = 0;
      const newlyDamaged = await walk(() => {
        count += 1;
        return 'go on';
      });
      waiting = count;
      return newlyDamaged;
    },
    async read({ maxEntries, maxBytes, isSkipped }) {
      const batch: SegmentBatch = { entries: [], isPending: false, newlyDamaged: 0 };
      let bytes = 0;
      batch.newlyDamaged = await walk(({ offset, end }, delivery) => {
        batch.isPending = true;
        const key = keyOf(offset);
        if (isSkipped(key)) return 'go on';
        batch.entries.push({ key, segment, offset, delivery });
        bytes += end - offset;
        return batch.entries.length < maxEntries && bytes < maxBytes ? 'go on' : 'stop';
      });
      if (!batch.isPending) waiting = 0;
      return batch;
    },
    async markDrained(offsets) {
      for (const offset of offsets) drained.add(offset);
      waiting = Math.max(0, waiting - offsets.length);
      try {
        const handle = await open(file, 'r+');
        try {
          await Promise.all(offsets.map((offset) => handle.write(drainedMark, 0, 1, offset)));
        } finally {
          await handle.close();
        }
      } catch {
        // They are known in memory, and repeating them after a restart is harmless.
      }
    },
    async finish() {
      if (damaged.size === 0) {
        await rm(file, { force: true });
      } else {
        await rename(file, `${file}${damagedSuffix}`);
        file = `${file}${damagedSuffix}`;
      }
    },
  };
  return segment;
}
