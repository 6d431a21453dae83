import type { Server } from 'node:http';
import { hasBegunAnswer, type Connection, type Connections } from '@ticketpost/connections';
import { answerBrokenRequest } from './answer-broken-request.ts';

/** How long what is half sent may still take once the end has begun. */
const graceMs = 2000;
const lookEveryMs = 100;

/**
 * Takes no more connections and ends each open one with its next answer; resolves when all are
 * closed. `server.close()` alone closes only what is idle at that moment, and looks after no time-out
 * any more: a caller that goes on posting, one that never sent a byte and one that trickles would
 * each keep it open. After `graceMs` only answers that are still being made are waited for.
 */
export function closeServer(server: Server, connections: Connections): Promise<void> {
  const isMaking = ({ answers }: Connection) =>
    [...answers].some(({ req, writableEnded }) => req.complete && !writableEnded);
  const cut = () => {
    for (const connection of [...connections.all.values()]) {
      if (isMaking(connection)) continue;
      if (hasBegunAnswer(connection) || connection.isEnding) connection.socket.destroy();
      else answerBrokenRequest(connection.socket, 'request_timeout');
    }
  };

  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  for (const { socket, answers } of connections.all.values()) {
    if (socket.bytesRead === 0) socket.destroy();
    for (const response of answers) {
      response.shouldKeepAlive = false;
      // One whose head was written before the end began has promised to stay.
      response.once('close', () => {
        if (answers.size === 0) socket.destroySoon();
      });
    }
  }
  return new Promise((resolve) => {
    let looking: NodeJS.Timeout | undefined;
    const waiting = setTimeout(() => {
      cut();
      looking = setInterval(cut, lookEveryMs);
    }, graceMs);
    server.close(() => {
      clearTimeout(waiting);
      clearInterval(looking);
      resolve();
    });
  });
}
