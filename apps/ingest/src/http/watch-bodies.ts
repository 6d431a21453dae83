import type { IncomingMessage } from 'node:http';
import type { Connection, Connections } from '@ticketpost/connections';

/** The supplier itself waits about 5 s. */
const graceMs = 5000;
const leastBytesPerSecond = 1024;

/**
 * Finds requests whose body trickles: after `graceMs` it must have come with a KiB a second. A
 * `sweep` hands the connections of those that did not to `onSlow`.
 */
export function watchBodies(
  connections: Connections,
  options: { now: () => number; onSlow: (connection: Connection) => void },
): { note(request: IncomingMessage): void; sweep(): void } {
  const { now, onSlow } = options;
  const heads = new WeakMap<IncomingMessage, { at: number; bytesRead: number }>();
  return {
    note(request) {
      heads.set(request, { at: now(), bytesRead: request.socket.bytesRead });
    },
    sweep() {
      for (const connection of [...connections.all.values()]) {
        const isSlow = [...connection.answers].some(({ req }) => {
          const head = heads.get(req);
          if (head === undefined || req.complete) return false;
          const elapsedMs = now() - head.at;
          const bytes = req.socket.bytesRead - head.bytesRead;
          return elapsedMs > graceMs && bytes * 1000 < leastBytesPerSecond * elapsedMs;
        });
        if (isSlow && !connection.isEnding) onSlow(connection);
      }
    },
  };
}
