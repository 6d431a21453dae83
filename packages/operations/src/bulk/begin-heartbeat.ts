/**
 * Does `beat` at once and then over and over again, one after the other, however they end. `end`
 * waits for the one under way.
 */
export function beginHeartbeat(
  beat: () => Promise<void>,
  { everyMs, onError }: { everyMs: number; onError: (error: Error) => void },
): { end: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;
  let underWay = Promise.resolve();
  const next = () => {
    underWay = beat()
      .catch(onError)
      .then(() => {
        if (!hasEnded) timer = setTimeout(next, everyMs);
      });
  };
  next();
  return {
    end() {
      hasEnded = true;
      clearTimeout(timer);
      return underWay;
    },
  };
}
