import { TestkitError } from './testkit-error.ts';

/** Things that arrive one by one, and those who wait for one of them. */
export interface Arrivals<T> {
  readonly items: readonly T[];
  add(item: T): void;
  /** The first matching item that was not taken yet, already here or still to come. */
  next(matches: (item: T) => boolean, timeoutMs: number): Promise<T>;
  /** Nothing will arrive any more: whoever waits, now or later, is rejected with `why()`. */
  end(why: () => Error): void;
}

export interface ArrivalsOptions<T> {
  /** Whether an item is handed out only once. */
  takeOnce: boolean;
  /** Older items beyond this number are forgotten. */
  maxItems: number;
  /** Named in the rejection when the bound passes. */
  describe: (items: readonly T[]) => { message: string; lines: readonly string[] };
}

interface Waiter<T> {
  matches: (item: T) => boolean;
  resolve: (item: T) => void;
  reject: (error: Error) => void;
}

export function createArrivals<T>(options: ArrivalsOptions<T>): Arrivals<T> {
  const items: T[] = [];
  /** Not handed out yet; kept only when that matters. */
  const free: T[] = [];
  const waiters = new Set<Waiter<T>>();
  let ended: (() => Error) | undefined;

  const timedOut = (timeoutMs: number): TestkitError => {
    const { message, lines } = options.describe(items);
    return new TestkitError(`${message} within ${timeoutMs} ms`, { code: 'timed_out', lines });
  };

  return {
    items,
    add(item) {
      items.push(item);
      if (items.length > options.maxItems) items.shift();
      for (const waiter of waiters) {
        if (!waiter.matches(item)) continue;
        waiter.resolve(item);
        if (options.takeOnce) return;
      }
      if (options.takeOnce) free.push(item);
    },
    next(matches, timeoutMs) {
      const pool = options.takeOnce ? free : items;
      const index = pool.findIndex(matches);
      if (index >= 0) {
        const item = pool[index] as T;
        if (options.takeOnce) pool.splice(index, 1);
        return Promise.resolve(item);
      }
      if (ended) return Promise.reject(ended());
      return new Promise<T>((resolve, reject) => {
        const waiter: Waiter<T> = {
          matches,
          resolve: (item) => {
            settle();
            resolve(item);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
        };
        const timer = setTimeout(() => {
          waiter.reject(timedOut(timeoutMs));
        }, timeoutMs);
        const settle = (): void => {
          clearTimeout(timer);
          waiters.delete(waiter);
        };
        waiters.add(waiter);
      });
    },
    end(why) {
      ended ??= why;
      for (const waiter of waiters) waiter.reject(why());
    },
  };
}
