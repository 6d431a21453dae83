import type { AnswerRecord } from '@ticketpost/evidence';
import type { Logger } from '@ticketpost/runtime';

/** Writes down, behind the callers' backs, what was answered to them. */
export interface AnswerRecorder {
  note(record: AnswerRecord): void;
  /** Writes what is left; to be called when nothing is answered any more. */
  close(): Promise<void>;
}

/**
 * Gathers answers and writes them together, so that a delivery costs Redis no write of its own. While
 * Redis takes none, the newest `maxWaiting` are held and tried again; what is then too much is lost,
 * as are those of a process that is killed. Never rejects, and nobody waits for it but `close`.
 */
export function createAnswerRecorder(options: {
  /** Must settle in bounded time. */
  write: (records: readonly AnswerRecord[]) => Promise<void>;
  logger: Logger;
  everyMs?: number;
  retryMs?: number;
  maxGroupSize?: number;
  maxWaiting?: number;
}): AnswerRecorder {
  const { write, logger, everyMs = 150, retryMs = 2000 } = options;
  const { maxGroupSize = 1000, maxWaiting = 20_000 } = options;
  let waiting: AnswerRecord[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let isFailing = false;
  let isClosed = false;
  let writing = Promise.resolve();

  const drop = () => {
    const surplus = waiting.length - maxWaiting;
    if (surplus <= 0) return;
    waiting = waiting.slice(surplus);
    lost += surplus;
  };

  /** Whether all that waited was written. */
  const writeGroups = async (): Promise<boolean> => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, maxGroupSize);
      waiting = waiting.slice(maxGroupSize);
      try {
        await write(group);
      } catch (error) {
        waiting = [...group, ...waiting];
        drop();
        if (!isFailing) logger.warn({ error }, 'answers cannot be put on record now');
        isFailing = true;
        return false;
      }
    }
    if (isFailing) logger.info({ lost }, 'answers are put on record again');
    isFailing = false;
    lost = 0;
    return true;
  };

  const plan = (waitMs: number) => {
    if (isClosed) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      writing = writing.then(writeGroups).then((isDone) => {
        if (!isDone) plan(retryMs);
        else if (waiting.length > 0) plan(everyMs);
      });
    }, waitMs);
  };

  return {
    note(record) {
      waiting.push(record);
      // Cut now and then, not each time: a slice of all that waits costs more than the note.
      if (waiting.length > maxWaiting + maxGroupSize) drop();
      if (!isFailing) plan(everyMs);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await writing;
      const isDone = await writeGroups();
      if (!isDone) logger.warn({ lost: lost + waiting.length }, 'answers are not on record');
    },
  };
}
