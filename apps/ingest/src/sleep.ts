/** Waits of one loop that others may end early, each kind on its own. */
export interface Sleep<Kind extends string> {
  /** Resolves after the time, or as soon as this kind is ended; at once when it already was. */
  wait(kind: Kind, timeMs: number): Promise<void>;
  /** Ends the wait of this kind under way, or else the next one. */
  end(kind: Kind): void;
}

export function createSleep<Kind extends string>(): Sleep<Kind> {
  const ended = new Set<Kind>();
  let current: { kind: Kind; end: () => void } | undefined;
  return {
    async wait(kind, timeMs) {
      if (ended.delete(kind)) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeMs);
        current = {
          kind,
          end: () => {
            clearTimeout(timer);
            resolve();
          },
        };
      });
      current = undefined;
    },
    end(kind) {
      if (current?.kind === kind) current.end();
      else ended.add(kind);
    },
  };
}
