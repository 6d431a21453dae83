import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { withDeadline } from './with-deadline.ts';

/** One thing that must hold for the process to be ready; rejects with the reason when it does not. */
export type ReadinessCheck = () => Promise<unknown>;

export interface AdminServer {
  /** The port that was taken: the one asked for, or a free one for 0. */
  readonly port: number;
  close(): Promise<void>;
}

const checkTimeoutMs = 1000;

/**
 * Serves `/livez` (the process runs), `/readyz` (every check holds: 200, else 503, with each
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
          const readiness = await runChecks(checks);
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

async function runChecks(checks: Readonly<Record<string, ReadinessCheck>>) {
  const outcomes = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        await withDeadline(check(), { what: name, timeoutMs: checkTimeoutMs });
        return [name, 'ok'] as const;
      } catch (error) {
        return [
          name,
          error instanceof Object && 'message' in error ? error.message : error,
        ] as const;
      }
    }),
  );
  const isReady = outcomes.every(([, outcome]) => outcome === 'ok');
  return { status: isReady ? 'ready' : 'not_ready', checks: Object.fromEntries(outcomes) };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
