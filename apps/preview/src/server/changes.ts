import type { ServerResponse } from 'node:http';

/** Tells open pages that something changed, as server-sent events (HTML Standard, 9.2). */
export interface Changes {
  subscribe(response: ServerResponse): void;
  announce(): void;
}

export function createChanges(): Changes {
  const listeners = new Set<ServerResponse>();
  return {
    subscribe(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 500\n\n');
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    },
    announce() {
      for (const response of listeners) response.write('event: changed\ndata:\n\n');
    },
  };
}
