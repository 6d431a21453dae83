/** What became of an item: on disk, or not known to be (it may still land later). */
export type StoreOutcome = { kind: 'stored' } | { kind: 'not_stored'; cause: unknown };

interface Waiting<Item> {
  item: Item;
  settle: (outcome: StoreOutcome) => void;
}

/** No add was answered by Redis within its own deadline. */
export class StoreDeadlineError extends Error {
  readonly code = 'store_deadline_exceeded';

  constructor(timeoutMs: number) {
    super(`Redis did not take the delivery within ${timeoutMs} ms`);
    this.name = 'StoreDeadlineError';
  }
}

/**
 * Groups adds: while one bulk write is under way the next ones gather and then go out as one, so
 * that a synced disk is waited for once a group and not once an item. Each add has a deadline of its
 * own; one that passed while its item still waited takes the item back, one that passed during the
 * write cannot, and the item may land all the same.
 */
export function createGroupCommit<Item>(options: {
  write: (items: Item[]) => Promise<unknown>;
  timeoutMs: number;
  maxGroupSize: number;
}): { add: (item: Item) => Promise<StoreOutcome> } {
  const { write, timeoutMs, maxGroupSize } = options;
  const waiting = new Set<Waiting<Item>>();
  let isWriting = false;

  const takeGroup = (): Waiting<Item>[] => {
    const group: Waiting<Item>[] = [];
    for (const entry of waiting) {
      group.push(entry);
      waiting.delete(entry);
      if (group.length === maxGroupSize) break;
    }
    return group;
  };

  const writeGroup = async (group: Waiting<Item>[]) => {
    try {
      await write(group.map(({ item }) => item));
      for (const { settle } of group) settle({ kind: 'stored' });
    } catch (cause) {
      // One failed item fails its group: callers repeat, and repeats are harmless.
      for (const { settle } of group) settle({ kind: 'not_stored', cause });
    }
  };

  const writeWhileAnyWait = async () => {
    if (isWriting) return;
    isWriting = true;
    while (waiting.size > 0) await writeGroup(takeGroup());
    isWriting = false;
  };

  return {
    add(item) {
      return new Promise((resolve) => {
        const entry: Waiting<Item> = {
          item,
          settle: (outcome) => {
            clearTimeout(deadline);
            resolve(outcome);
          },
        };
        const deadline = setTimeout(() => {
          waiting.delete(entry);
          resolve({ kind: 'not_stored', cause: new StoreDeadlineError(timeoutMs) });
        }, timeoutMs);
        waiting.add(entry);
        void writeWhileAnyWait();
      });
    },
  };
}
