import { withDeadline } from '@ticketpost/runtime';
import type { Html } from '@ticketpost/html';

/** What a page shows now, in parts that can be put in one by one. */
export interface LiveParts {
  /** RFC 3339: when this was so. */
  at: string;
  parts: Readonly<Record<string, Html>>;
}

/** `away`: Redis does not answer. `gone`: there is nothing to show any more. */
export type LiveNews = ({ kind: 'parts' } & LiveParts) | { kind: 'away' } | { kind: 'gone' };

/** Something that changes while people look at it. */
export interface LiveTopic {
  /** Tells at once what is known, then over and over again. Returns what ends it. */
  subscribe(listener: (news: LiveNews) => void): () => void;
}

/**
 * A topic that is read every `everyMs` for all who listen together, and not at all while nobody
 * does. `read` resolves with `undefined` when there is nothing to show any more.
 */
export function createLiveTopic(options: {
  read: () => Promise<LiveParts | undefined>;
  everyMs: number;
  /** The longest that a reading may take before Redis counts as away. */
  timeoutMs: number;
  /** Told that nobody listens any more. */
  onIdle?: () => void;
}): LiveTopic {
  const { read, everyMs, timeoutMs, onIdle } = options;
  const listeners = new Set<(news: LiveNews) => void>();
  let last: LiveNews | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isReading = false;

  const readNews = async (): Promise<LiveNews> => {
    try {
      const parts = await withDeadline(read(), { what: 'Redis', timeoutMs });
      return parts === undefined ? { kind: 'gone' } : { kind: 'parts', ...parts };
    } catch {
      return { kind: 'away' };
    }
  };
  const round = async (): Promise<void> => {
    isReading = true;
    const news = await readNews();
    isReading = false;
    if (listeners.size === 0) return;
    last = news;
    for (const listener of [...listeners]) listener(news);
    timer = setTimeout(() => void round(), everyMs);
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (last !== undefined) listener(last);
      if (listeners.size === 1 && !isReading) void round();
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        clearTimeout(timer);
        last = undefined;
        onIdle?.();
      };
    },
  };
}
