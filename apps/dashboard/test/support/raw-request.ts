import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RunningDashboard } from './start-dashboard.ts';

export interface RawAnswer {
  status: number | undefined;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** A request whose path and headers go out as they are written, which `fetch` does not do. */
export function askRaw(
  dashboard: RunningDashboard,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(dashboard.url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method, headers, agent: false });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const { statusCode: status, headers: received } = response;
      text(response).then((body) => {
        resolve({ status, headers: received, body });
      }, reject);
    });
    outgoing.end();
  });
}
