import type { Sweeps } from '@ticketpost/queue';
import type { Shutdown } from '@ticketpost/runtime';

/** A Redis that takes no schedule now may take it then. */
const retryMs = 60_000;

/**
 * Begins to take part in sweeps, in the background, since a Redis that cannot be reached now holds
 * nobody up; and ends it with the process.
 */
export function beginSweeps(options: {
  sweeps: Sweeps;
  /** In the log of the shutdown. */
  name: string;
  warnOfFailure: (error: unknown) => void;
  shutdown: Pick<Shutdown, 'onClose'>;
}): void {
  const { sweeps, name, warnOfFailure, shutdown } = options;
  let retry: NodeJS.Timeout | undefined;
  shutdown.onClose(name, () => {
    clearTimeout(retry);
    return sweeps.close();
  });
  const begin = () => {
    sweeps.begin().catch((error: unknown) => {
      warnOfFailure(error);
      retry = setTimeout(begin, retryMs);
    });
  };
  begin();
}
