import type { Server } from 'node:http';
import type { Connection, Connections } from './connections.ts';
import { networkOf } from './network-of.ts';
import { readAddress } from './read-address.ts';

/** Long enough for a caller in a hurry to make itself known on each of many connections. */
const graceMs = 1000;

/**
 * Keeps a server at `maxConnections`: one more takes the place of the oldest of a stranger, else of one
 * that is idle, and is closed itself when all are at work. `sweep`, to be called now and then, also closes
 * what strangers of one network hold open beyond `maxStrangers`. So who only holds connections keeps nobody
 * out, not even callers behind the same address.
 */
export function limitConnections(
  server: Server,
  connections: Connections,
  options: { maxConnections: number; maxStrangers: number | undefined; now: () => number },
): { sweep(): void } {
  const { maxConnections, maxStrangers, now } = options;
  server.on('connection', (socket) => {
    if (connections.all.size <= maxConnections) return;
    const newest = connections.of(socket);
    const [stranger] = strangersOf(connections);
    // The newest is a stranger as well; it goes only when nobody else can.
    const leaving = stranger === newest ? (findIdle(connections) ?? newest) : stranger;
    leaving?.socket.destroy();
  });
  return {
    sweep() {
      if (maxStrangers === undefined) return;
      const openedBefore = now() - graceMs;
      const counts = new Map<string, number>();
      // From the newest, so that it is the oldest which are too many.
      for (const { socket, openedAt } of [...strangersOf(connections)].reverse()) {
        if (openedAt > openedBefore) continue;
        const address = readAddress(socket.remoteAddress);
        const network = address === undefined ? '' : networkOf(address);
        const count = (counts.get(network) ?? 0) + 1;
        counts.set(network, count);
        if (count > maxStrangers) socket.destroy();
      }
    },
  };
}

function findIdle({ all }: Connections): Connection | undefined {
  for (const connection of all.values()) {
    if (connection.isKnown && connection.answers.size === 0) return connection;
  }
  return undefined;
}

function* strangersOf({ all }: Connections): Generator<Connection> {
  for (const connection of all.values()) if (!connection.isKnown) yield connection;
}
