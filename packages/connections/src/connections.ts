import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { lingerAtEnd } from './linger.ts';

export interface Connection {
  readonly socket: Socket;
  /** By the monotonic clock. */
  readonly openedAt: number;
  /** Whether its caller ever showed who they are; strangers did not. */
  isKnown: boolean;
  /** Our last byte is written: whatever still comes is not looked at. */
  isEnding: boolean;
  requests: number;
  readonly answers: Set<ServerResponse>;
}

export interface Connections {
  /** In the order in which they were opened. */
  readonly all: ReadonlyMap<Duplex, Connection>;
  of(socket: Duplex): Connection | undefined;
}

/** Follows the connections of a server that has no listeners yet. */
export function followConnections(server: Server, now: () => number): Connections {
  const all = new Map<Duplex, Connection>();
  server.on('connection', (socket) => {
    const connection: Connection = {
      ...{ socket, openedAt: now(), isKnown: false, isEnding: false, requests: 0 },
      answers: new Set(),
    };
    all.set(socket, connection);
    lingerAtEnd(socket, () => {
      connection.isEnding = true;
    });
    socket.once('close', () => all.delete(socket));
  });
  const follow = ({ socket }: { socket: Socket }, response: ServerResponse) => {
    const connection = all.get(socket);
    if (connection === undefined) return;
    connection.requests += 1;
    connection.answers.add(response);
    response.once('close', () => connection.answers.delete(response));
  };
  server.on('request', follow);
  return { all, of: (socket) => all.get(socket) };
}

/** True once the head of an answer under way was written, so that nothing else may be. */
export function hasBegunAnswer({ answers }: Connection): boolean {
  return [...answers].some(({ headersSent }) => headersSent);
}

/**
 * Lets what came whole before still be answered, and ends the connection then. False when there is
 * nothing of that kind.
 */
export function endAfterAnswers({ answers, socket }: Connection): boolean {
  const owed = [...answers].filter(({ req }) => req.complete);
  for (const response of owed) {
    response.shouldKeepAlive = false;
    response.once('close', () => {
      if (owed.every(({ closed }) => closed)) socket.destroySoon();
    });
  }
  return owed.length > 0;
}
