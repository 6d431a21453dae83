import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningServer {
  /** The port that was taken: the one asked for, or a free one for 0. */
  readonly port: number;
  /** Takes no more connections and resolves when the requests under way are answered. */
  close(): Promise<void>;
}

/** Longer than the idle time of common load balancers, which must be the ones to hang up. */
const keepAliveTimeoutMs = 75_000;

/**
 * Listens for `listener`. A request that has not arrived whole after `requestTimeoutMs` is answered
 * 408 and its connection closed. Rejects when the port is taken.
 */
export async function startServer(
  listener: RequestListener,
  options: { host: string; port: number; requestTimeoutMs?: number },
): Promise<RunningServer> {
  const { host, port, requestTimeoutMs = 20_000 } = options;
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(5000, requestTimeoutMs),
      keepAliveTimeout: keepAliveTimeoutMs,
    },
    listener,
  );
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
      }),
  };
}
