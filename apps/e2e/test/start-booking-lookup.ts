import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A status alone, or the JSON of an answer 200. */
type LookupAnswer = number | Readonly<Record<string, unknown>>;
/** A function makes its answer when it is asked. */
type LookupStep = LookupAnswer | (() => Promise<LookupAnswer>);

/** The agency's own system, asked who booked an order. */
export interface BookingLookupServer {
  /** For `BOOKING_LOOKUP_URL`. */
  urlTemplate: string;
  /** What the next questions about an order are answered; the last one stays. Others: 404. */
  answer: (orderNo: string, ...answers: [LookupStep, ...LookupStep[]]) => void;
  /** How often an order was asked for. */
  questions: (orderNo: string) => number;
  close: () => Promise<void>;
}

/** Answers `GET /orders/<orderNo>/traveller` to who brings the token, 401 to others. */
export async function startBookingLookup(token: string): Promise<BookingLookupServer> {
  const scripts = new Map<string, readonly LookupStep[]>();
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const orderNo = /^\/orders\/([^/]+)\/traveller$/.exec(request.url ?? '')?.[1] ?? '';
    const count = asked.get(orderNo) ?? 0;
    asked.set(orderNo, count + 1);
    const script = scripts.get(orderNo) ?? [404];
    const isKnown = request.headers.authorization === `Bearer ${token}`;
    const step = isKnown ? (script[count] ?? script.at(-1) ?? 404) : 401;
    void Promise.resolve(typeof step === 'function' ? step() : step).then((answer) => {
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    urlTemplate: `http://127.0.0.1:${port}/orders/{orderNo}/traveller`,
    answer(orderNo, ...answers) {
      scripts.set(orderNo, answers);
    },
    questions: (orderNo) => asked.get(orderNo) ?? 0,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
