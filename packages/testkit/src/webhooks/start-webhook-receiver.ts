import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createArrivals } from '../arrivals.ts';
import { TestkitError } from '../testkit-error.ts';

/** One request, as it came in. */
export interface ReceivedPost {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers one request, or leaves it without an answer. */
export type WebhookAnswer = (response: ServerResponse, post: ReceivedPost) => void;

/** An HTTP server on 127.0.0.1 that keeps what is posted to it and answers as it is told. */
export interface WebhookReceiver {
  /** `http://127.0.0.1:<port>/hook`. */
  readonly url: string;
  /** All that came, oldest first. */
  readonly posts: readonly ReceivedPost[];
  /** The first that was not handed out before, already here or still to come; bound: 10 s unless told. */
  next(options?: { timeoutMs?: number }): Promise<ReceivedPost>;
  /** Replaces the answer from now on. */
  answer(answer: WebhookAnswer): void;
  close(): Promise<void>;
}

const defaultTimeoutMs = 10_000;

/** Starts a receiver that answers 204. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const arrivals = createArrivals<ReceivedPost>({
    takeOnce: true,
    maxItems: 1000,
    describe: (posts) => ({
      message: 'nothing was posted',
      lines: posts.map(({ method, path }) => `${method} ${path}`),
    }),
  });
  let answer: WebhookAnswer = (response) => {
    response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const post = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      answer(response, post);
      arrivals.add(post);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    posts: arrivals.items,
    next: ({ timeoutMs = defaultTimeoutMs } = {}) => arrivals.next(() => true, timeoutMs),
    answer(next) {
      answer = next;
    },
    async close() {
      arrivals.end(() => new TestkitError('the receiver was closed', { code: 'closed' }));
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
