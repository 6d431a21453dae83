import type { Logger } from 'pino';

/**
 * Takes SIGUSR1 away from Node.js, which opens its inspector with it: whoever reaches that on loopback
 * reads all keys out of memory, and the name is a slip away from SIGHUP. To debug, start the process
 * with `--inspect`.
 */
export function keepInspectorShut(logger: Pick<Logger, 'warn'>): void {
  process.on('SIGUSR1', (signal) => {
    logger.warn({ signal }, 'the signal was not heeded: the inspector stays shut');
  });
}
