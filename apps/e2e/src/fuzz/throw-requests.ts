import { sendBytes, type BytesExchange } from '@ticketpost/testkit';
import type { Door, FuzzRequest } from './requests/fuzz-request.ts';

/** Longer than ingest waits for a request that never ends. */
const exchangeTimeoutMs = 30_000;

/**
 * Sends one request after the other over so many connections at once, each over a connection and from
 * an address of its own, until `next` has no more. Never rejects for what comes back.
 */
export async function throwRequests(options: {
  ports: Readonly<Record<Door, number>>;
  connections: number;
  next: () => FuzzRequest | undefined;
  onExchange: (request: FuzzRequest, exchange: BytesExchange) => void;
  timeoutMs?: number;
}): Promise<void> {
  const { ports, connections, next, onExchange, timeoutMs = exchangeTimeoutMs } = options;
  const run = async (): Promise<void> => {
    for (;;) {
      const request = next();
      if (request === undefined) return;
      const { door, parts, ending } = request;
      const exchange = await sendBytes({
        port: ports[door],
        // Elsewhere than on Linux, 127.0.0.1 is the only address of loopback.
        localAddress: process.platform === 'linux' ? request.from : undefined,
        parts,
        then: ending === 'whole' ? 'wait' : ending,
        until: ending === 'whole' ? 'answer' : 'close',
        timeoutMs,
      });
      onExchange(request, exchange);
    }
  };
  await Promise.all(Array.from({ length: connections }, run));
}
