import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { runReadinessChecks, type ReadinessCheck } from './readiness.ts';

export interface AdminServer {
  /** The port that was taken: the one asked for, or a free one for 0. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `/livez` (the process runs), `/readyz` (no check failed: 200, else 503, with each
 * check's outcome as JSON) and `/metrics` (Prometheus text). Rejects when the port is taken.
 */
export async function startAdminServer(options: {
  host: string;
  port: number;
  checks: Readonly<Record<string, ReadinessCheck>>;
  registry: Registry;
}): Promise<AdminServer> {
  const { checks, registry } = options;
  const server = createServer((request, response) => {
    const answer = async () => {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.setHeader('Allow', 'GET, HEAD');
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
          response.end(await registry.metrics());
          return;
        default:
          sendJson(response, 404, { code: 'not_found' });
      }
    };
    answer().catch(() => {
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
