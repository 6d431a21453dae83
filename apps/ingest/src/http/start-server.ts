import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import {
  endAfterAnswers,
  followConnections,
  hasBegunAnswer,
  limitConnections,
  type Connection,
} from '@ticketpost/connections';
import { answerBrokenRequest, codeOfBrokenRequest } from './answer-broken-request.ts';
import { closeServer } from './close-server.ts';
import { judgeHead, maxHeadBytes } from './judge-head.ts';
import type { ProblemCode } from './problem.ts';
import { watchBodies } from './watch-bodies.ts';

/** `vouch` says that the caller showed a valid secret or key, by which its connection counts as known. */
export type Listener = (
  request: IncomingMessage,
  response: ServerResponse,
  vouch: () => void,
) => void;

export interface RunningServer {
  /** The port that was taken: the one asked for, or a free one for 0. */
  readonly port: number;
  /**
   * Takes no more connections, ends each open one with its next answer and resolves when the
   * requests under way are answered; who is slow to send one is not waited for.
   */
  close(): Promise<void>;
}

export interface ServerOptions {
  host: string;
  port: number;
  maxConnections: number;
  /** What one network may hold open without having shown a secret; no bound where peers are proxies. */
  maxStrangers: number | undefined;
  headTimeoutMs?: number;
  /** From the first byte of a request to its last. */
  requestTimeoutMs?: number;
}

/**
 * Longer than the idle time of common load balancers, up to 10 minutes, which must be the ones to hang
 * up. It is for known callers: the connection of a stranger ends with its answer.
 */
const keepAliveTimeoutMs = 620_000;
const maxRequestsPerConnection = 10_000;
const sweepEveryMs = 1000;

/**
 * Listens for `listener`. A request that has not arrived whole in its time is answered 408 and its
 * connection closed; what is no request gets a problem of its own in the same way. Rejects when the
 * port is taken.
 */
export async function startServer(
  listener: Listener,
  options: ServerOptions,
): Promise<RunningServer> {
  const { host, port, requestTimeoutMs = 20_000, headTimeoutMs = 10_000 } = options;
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.min(headTimeoutMs, requestTimeoutMs),
    connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
    keepAliveTimeout: keepAliveTimeoutMs,
    maxHeaderSize: maxHeadBytes,
    insecureHTTPParser: false,
    // Demanded by `judgeHead`, whose answer is ours.
    requireHostHeader: false,
  });
  const now = () => performance.now();
  const connections = followConnections(server, now);
  const limit = limitConnections(server, connections, { ...options, now });
  const breakOff = (connection: Connection | undefined, code: ProblemCode) => {
    // What comes behind our last byte breaks nothing any more.
    if (connection === undefined || connection.isEnding) return;
    if (hasBegunAnswer(connection)) connection.socket.destroy();
    else if (!endAfterAnswers(connection)) answerBrokenRequest(connection.socket, code);
  };
  const bodies = watchBodies(connections, {
    now,
    onSlow: (connection) => {
      breakOff(connection, 'request_timeout');
    },
  });

  server.on('request', (request, response) => {
    const connection = connections.of(request.socket);
    if (connection === undefined || connection.isEnding) return;
    bodies.note(request);
    if (connection.requests >= maxRequestsPerConnection) response.shouldKeepAlive = false;
    const code = judgeHead(request);
    if (code === undefined) {
      listener(request, response, () => {
        connection.isKnown = true;
      });
    } else {
      request.resume();
      breakOff(connection, code);
    }
  });
  // Whether a body is wanted is known once its caller is.
  for (const event of ['checkContinue', 'checkExpectation'] as const) {
    server.on(event, (request, response) => server.emit('request', request, response));
  }
  server.on('connect', (_request, socket) => {
    breakOff(connections.of(socket), 'malformed_request');
  });
  server.on('clientError', (error, socket) => {
    breakOff(connections.of(socket), codeOfBrokenRequest(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const sweeping = setInterval(() => {
    bodies.sweep();
    limit.sweep();
  }, sweepEveryMs);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      clearInterval(sweeping);
      await closeServer(server, connections);
    },
  };
}
