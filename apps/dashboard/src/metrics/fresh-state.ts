import { withDeadline } from '@ticketpost/runtime';

/** What the metrics show of Redis: never older than a few seconds, rather nothing at all. */
export interface FreshState<State> {
  /** One reading for all who ask within `maxAgeMs`; `undefined` while Redis does not answer. */
  read(): Promise<State | undefined>;
  /** When the last reading that succeeded began, in ms of the epoch. */
  readAt(): number | undefined;
}

/**
 * Bounds and shares the readings of the system's state. A scrape asks for each of its metrics, and
 * must end long before whoever scrapes gives it up.
 */
export function createFreshState<State>(options: {
  read: () => Promise<State>;
  timeoutMs?: number;
  maxAgeMs?: number;
  now?: () => number;
}): FreshState<State> {
  const { read, timeoutMs = 1000, maxAgeMs = 2000, now = Date.now } = options;
  let latest: { startedAt: number; state: Promise<State | undefined> } | undefined;
  let readAt: number | undefined;
  return {
    read() {
      const startedAt = now();
      if (latest === undefined || startedAt - latest.startedAt >= maxAgeMs) {
        const reading = withDeadline(read(), { what: 'reading the state of Redis', timeoutMs });
        const state = reading.then(
          (value) => {
            readAt = startedAt;
            return value;
          },
          () => undefined,
        );
        latest = { startedAt, state };
      }
      return latest.state;
    },
    readAt: () => readAt,
  };
}
