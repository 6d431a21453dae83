import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { findOwnAddresses, warnOfWideAddress } from './admin/find-own-addresses.ts';
import { isLocalHost, isLoopback } from './admin/is-local-host.ts';
import { runReadinessChecks, type ReadinessCheck } from './readiness.ts';

export interface AdminServer {
  /** The port that was taken: the one asked for, or a free one for 0. */
  readonly port: number;
  close(): Promise<void>;
}

/** Whoever asks is a probe or a scraper: quick, few, and without a body. */
const serverOptions = {
  headersTimeout: 5000,
  requestTimeout: 5000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 8192,
  insecureHTTPParser: false,
} as const;
const maxConnections = 100;

/**
 * Serves `/livez` (the process runs), `/readyz` (no check failed: 200, else 503, with each
 * check's outcome as JSON) and `/metrics` (Prometheus text). `host` is a comma list of what
 * `findOwnAddresses` understands. Over the loopback interface only hosts are answered that no web
 * page can have made. Rejects when the port is taken.
 */
export async function startAdminServer(options: {
  host: string;
  port: number;
  checks: Readonly<Record<string, ReadinessCheck>>;
  registry: Registry;
  logger?: Pick<Logger, 'warn'>;
}): Promise<AdminServer> {
  const addresses = await findOwnAddresses(options.host);
  const warning = warnOfWideAddress(addresses);
  if (warning !== undefined) options.logger?.warn(warning);
  const listener = createListener(options);
  const servers: Server[] = [];
  const close = async () => {
    await Promise.all(servers.map(closeServer));
  };
  let { port } = options;
  try {
    for (const address of addresses) {
      const server = createServer(serverOptions, listener);
      server.maxConnections = maxConnections;
      await listen(server, port, address);
      servers.push(server);
      // A free one that was taken for the first address is that of all.
      ({ port } = server.address() as AddressInfo);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { port, close };
}

function createListener({
  checks,
  registry,
}: {
  checks: Readonly<Record<string, ReadinessCheck>>;
  registry: Registry;
}): RequestListener {
  return (request, response) => {
    const answer = async () => {
      if (isLoopback(request.socket.localAddress) && !isLocalHost(request.headers.host)) {
        sendJson(response, 421, { code: 'misdirected_request' });
        return;
      }
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.setHeader('Allow', 'GET, HEAD');
        response.setHeader('Connection', 'close');
        sendJson(response, 405, { code: 'method_not_allowed' });
        return;
      }
      switch (request.url ?? '/') {
        case '/livez':
          sendJson(response, 200, { status: 'live' });
          return;
        case '/readyz': {
          const readiness = await runReadinessChecks(checks);
          sendJson(response, readiness.status === 'ready' ? 200 : 503, readiness);
          return;
        }
        case '/metrics':
          response.setHeader('Content-Type', registry.contentType);
          response.setHeader('X-Content-Type-Options', 'nosniff');
          response.end(await registry.metrics());
          return;
        default:
          sendJson(response, 404, { code: 'not_found' });
      }
    };
    answer().catch(() => {
      response.destroy();
    });
  };
}

async function listen(server: Server, port: number, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
