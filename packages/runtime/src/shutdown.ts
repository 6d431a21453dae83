import closeWithGrace from 'close-with-grace';
import type { Logger } from './logger.ts';
import { withDeadline } from './with-deadline.ts';

export interface Shutdown {
  /** Registers how to close a thing, right after it was made. Closers run in reverse. */
  onClose(name: string, close: () => Promise<unknown>): void;
  /** Ends the process in the same order with exit code 1, for whoever supervises it to start anew. */
  fail(reason: Error): void;
}

/**
 * Ends the process in order on SIGTERM, SIGINT or an error nobody caught: closers run in reverse,
 * every one is tried, all together take `timeoutMs` at most. Exits 0 after a signal, 1 after an
 * error, a failure or when the time ran out; a second signal exits at once. `isHangUpTaken`: SIGHUP
 * means something else here (`rereadOnHangUp`).
 */
export function createShutdown(options: {
  logger: Logger;
  timeoutMs: number;
  isHangUpTaken?: boolean;
}): Shutdown {
  const { logger, timeoutMs, isHangUpTaken = false } = options;
  const closers: { name: string; close: () => Promise<unknown> }[] = [];
  let failure: Error | undefined;
  const graceOptions = {
    delay: timeoutMs + 1000,
    logger: false as const,
    ...(isHangUpTaken ? { skip: ['SIGHUP' as const] } : {}),
  };
  const grace = closeWithGrace(graceOptions, async (cause) => {
    const { signal, err } = cause;
    if (failure !== undefined) logger.fatal({ error: failure }, 'stopping to be started anew');
    else if (err !== undefined)
      logger.fatal({ error: err }, 'stopping after an error nobody caught');
    else logger.info({ signal }, 'stopping');
    const stopAt = Date.now() + timeoutMs;
    for (const { name, close } of closers.reverse()) {
      try {
        // Even with the time used up each closer is begun: most end within a tick.
        await withDeadline(close(), { what: name, timeoutMs: Math.max(50, stopAt - Date.now()) });
      } catch (error) {
        logger.warn({ error, closer: name }, 'did not close in order');
      }
    }
    logger.info('stopped');
    // What is thrown here becomes the exit code.
    if (failure !== undefined) throw failure;
  });
  return {
    onClose(name, close) {
      closers.push({ name, close });
    },
    fail(reason) {
      failure = reason;
      grace.close();
    },
  };
}
