import type { StoreOutcome } from '@ticketpost/queue';
import { withDeadline, type Logger } from '@ticketpost/runtime';
import { createBackoff } from '../backoff.ts';
import type { SealedDelivery } from '../webhooks/sealed-delivery.ts';
import { describeFailure } from './describe-failure.ts';
import { openJournalFolder, tryToWrite } from './journal-folder.ts';
import { formatLine, maxLineBytes } from './journal-line.ts';
import { createOpenJournal, type OpenJournal } from './open-journal.ts';
import type { ReadOptions, WaitingEntry } from './segment.ts';

export interface JournalStatus {
  /** False while a delivery could not be written; `reason` then says why, and the remedy. */
  isUsable: boolean;
  reason?: string;
  /** That wait to be drained. */
  entries: number;
  /** Damaged ones, kept for people until these remove their files. */
  setAside: number;
  /** RFC 3339, of the oldest entry that waits. */
  oldestReceivedAt?: string;
}

/** Ingest's own store on disk for deliveries that Redis could not take. */
export interface Journal {
  /** `stored` means that it is on the disk, synced. Never rejects; bound by a deadline. */
  append: (delivery: SealedDelivery) => Promise<StoreOutcome>;
  /** The oldest entries that wait, none when nothing waits that is not skipped. */
  readOldest: (options: ReadOptions) => Promise<WaitingEntry[]>;
  /** Takes entries out that are stored elsewhere by now. Never rejects. */
  remove(entries: readonly WaitingEntry[]): Promise<void>;
  status(): JournalStatus;
  /** What waits stays for the next start. */
  close(): Promise<void>;
}

export type JournalOpening =
  | { kind: 'opened'; journal: Journal }
  /** One sentence with the remedy; the process should not run like this. */
  | { kind: 'refused'; problem: string };

const appendTimeoutMs = 2000;
/** How often a healthy folder is tried, so that a full disk shows before it is needed. */
const trialIntervalMs = 30_000;

/**
 * Opens the journal in `directory`. A folder that cannot be used now, such as one on a full disk,
 * is no reason not to run: it is tried again and again, and the journal heals by itself.
 */
export async function openJournal(options: {
  directory: string;
  logger: Logger;
}): Promise<JournalOpening> {
  const { directory, logger } = options;
  const backoff = createBackoff({ firstMs: 200, longestMs: 5000 });
  let open: OpenJournal | undefined;
  /** Why it cannot be written, with the remedy. */
  let failure: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let trial = Promise.resolve();
  let isClosed = false;

  const noteFailure = (reason: string, error?: unknown) => {
    if (failure === undefined) logger.error({ error, reason }, 'the journal cannot be used');
    failure = reason;
  };
  const noteSuccess = () => {
    if (failure !== undefined) logger.info({ directory }, 'the journal can be used again');
    failure = undefined;
    backoff.reset();
  };

  const tryToOpen = async (): Promise<{ problem?: string }> => {
    const opening = await openJournalFolder(directory);
    if (opening.kind === 'refused') return opening;
    if (opening.folder.isOpenToOthers) {
      logger.warn({ directory }, 'others can look into the journal: its disk takes no rights');
    }
    open = createOpenJournal({ directory, folder: opening.folder, logger });
    noteSuccess();
    return {};
  };

  const tend = async () => {
    try {
      if (open !== undefined && !(await open.isInPlace())) {
        const lost = open;
        open = undefined;
        await lost.close();
        noteFailure(`${directory} was removed or replaced while it was in use`);
      }
      if (open === undefined) {
        const { problem } = await tryToOpen();
        if (problem !== undefined) noteFailure(problem);
      } else {
        await tryToWrite(directory);
        noteSuccess();
      }
    } catch (error) {
      noteFailure(describeFailure(error, directory), error);
    }
    schedule();
  };
  const schedule = () => {
    clearTimeout(timer);
    if (isClosed) return;
    const waitMs = failure === undefined ? trialIntervalMs : backoff.next();
    timer = setTimeout(() => {
      trial = tend();
    }, waitMs).unref();
  };

  try {
    const { problem } = await tryToOpen();
    if (problem !== undefined) return { kind: 'refused', problem };
  } catch (error) {
    noteFailure(describeFailure(error, directory), error);
  }
  schedule();

  const journal: Journal = {
    append: async (delivery) => {
      const line = formatLine(delivery);
      if (line.length > maxLineBytes) {
        return { kind: 'not_stored', cause: new JournalError('the delivery is too large for it') };
      }
      try {
        if (open === undefined) throw new JournalError(failure ?? 'it is closed');
        const { receivedAt } = delivery.delivery;
        const appended = open.append({ line, receivedAt });
        await withDeadline(appended, { what: 'the journal', timeoutMs: appendTimeoutMs });
        noteSuccess();
        return { kind: 'stored' };
      } catch (cause) {
        if (failure === undefined) {
          noteFailure(describeFailure(cause, directory), cause);
          schedule();
        }
        return { kind: 'not_stored', cause };
      }
    },
    readOldest: async (read) => (await open?.readOldest(read)) ?? [],
    async remove(entries) {
      for (const segment of new Set(entries.map((entry) => entry.segment))) {
        const own = entries.filter((entry) => entry.segment === segment);
        await segment.markDrained(own.map(({ offset }) => offset));
      }
    },
    status: () => ({
      isUsable: failure === undefined,
      ...(failure === undefined ? {} : { reason: failure }),
      ...(open?.count() ?? { entries: 0, setAside: 0 }),
    }),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await trial;
      failure = 'it is closed';
      const closing = open;
      open = undefined;
      await closing?.close();
    },
  };
  return { kind: 'opened', journal };
}

class JournalError extends Error {
  readonly code = 'journal_unusable';

  constructor(reason: string) {
    super(`the journal cannot be used: ${reason}`);
    this.name = 'JournalError';
  }
}
