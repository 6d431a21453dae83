import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBrokenRequest, codeOfBrokenRequest } from './answer-broken-request.ts';
import { followConnections } from './follow-connections.ts';

export interface RunningServer {
  /** The port that was taken: the one asked for, or a free one for 0. */
  readonly port: number;
  /**
   * Takes no more connections, ends each open one with its next answer and resolves when the
   * requests under way are answered.
   */
  close(): Promise<void>;
}

/** Longer than the idle time of common load balancers, which must be the ones to hang up. */
const keepAliveTimeoutMs = 75_000;

/**
 * Listens for `listener`. A request that has not arrived whole after `requestTimeoutMs` is answered
 * 408 and its connection closed; what is no request gets a problem of its own in the same way.
 * Rejects when the port is taken.
 */
export async function startServer(
  listener: RequestListener,
  options: { host: string; port: number; requestTimeoutMs?: number },
): Promise<RunningServer> {
  const { host, port, requestTimeoutMs = 20_000 } = options;
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(5000, requestTimeoutMs),
    keepAliveTimeout: keepAliveTimeoutMs,
    // Demanded below, where the answer is ours.
    requireHostHeader: false,
  });
  const connections = followConnections(server);
  server.on('request', (request, response) => {
    // RFC 9112, section 3.2: a request of HTTP/1.1 without a host must be answered 400.
    if (request.headers.host === undefined && request.httpVersion === '1.1') {
      answerBrokenRequest(request.socket, 'malformed_request');
    } else {
      listener(request, response);
    }
  });
  server.on('clientError', (error, socket) => {
    if (connections.hasBegunAnswer(socket)) socket.destroy();
    else answerBrokenRequest(socket, codeOfBrokenRequest(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        connections.closeAfterAnswers();
      }),
  };
}
