import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface OpenConnections {
  /** True once the head of an answer under way was written, so that nothing else may be. */
  hasBegunAnswer(socket: Duplex): boolean;
  /** From now on each answer ends its connection, and those without a request are closed. */
  closeAfterAnswers(): void;
}

/**
 * Follows the connections of a server that has no listeners yet. `server.close()` alone closes only
 * what is idle at that moment: a caller that goes on posting would keep its connection open, and
 * one that never sent a byte does not count as idle.
 */
export function followConnections(server: Server): OpenConnections {
  const sockets = new Set<Socket>();
  const answers = new Set<ServerResponse>();
  const answersOn = (socket: Duplex) => [...answers].filter(({ req }) => req.socket === socket);
  let isClosing = false;

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    if (isClosing) response.shouldKeepAlive = false;
    answers.add(response);
    response.once('close', () => {
      answers.delete(response);
      // One whose head was written before the end began has promised to stay.
      if (isClosing && answersOn(socket).length === 0) socket.destroySoon();
    });
  });

  return {
    hasBegunAnswer: (socket) => answersOn(socket).some(({ headersSent }) => headersSent),
    closeAfterAnswers() {
      isClosing = true;
      for (const response of answers) response.shouldKeepAlive = false;
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    },
  };
}
