import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BuildSupplierOrderOptions } from './build-supplier-order.ts';
import { createOrderBook } from './order-book.ts';
import { performSupplierStep } from './perform-supplier-step.ts';
import { createQueryCount } from './query-count.ts';
import { createSupplierApi, type SupplierRequest } from './supplier-api.ts';
import type { SupplierOrderBody } from './supplier-order-body.ts';
import type { SupplierMisbehaviour, SupplierStep } from './supplier-step.ts';

export interface SupplierStandInOptions {
  /** Default a free one. */
  port?: number;
  /** Default `stand-in-client` and `stand-in-secret`. */
  clientId?: string;
  clientSecret?: string;
  /**
   * Answers for orders that were neither set nor scripted; status 800 where it gives none. Without
   * it, or with `not_found`, always status 800.
   */
  unknownOrders?: 'not_found' | ((orderNo: string) => SupplierOrderBody | undefined);
  /** Every answer comes that late; default 0. */
  latencyMs?: number;
  /** Whether answers are compressed for those who ask for it; default true. */
  gzip?: boolean;
}

/** The supplier's API on 127.0.0.1: it says what it was told to, and misbehaves on demand. */
export interface SupplierStandIn {
  /** `http://127.0.0.1:<port>`, the base of the API's methods. */
  readonly url: string;
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Authentic order queries since the start, counted as they come in. */
  readonly queries: { readonly total: number; readonly perOrder: ReadonlyMap<string, number> };
  /** The most requests that were under way at once. */
  readonly mostAtOnce: number;
  /** How many connections were made since the start. */
  readonly connections: number;
  readonly lastRequest: SupplierRequest | undefined;
  /** What was registered last. */
  readonly registeredUrl: string | undefined;
  /** From now on the order is this one, which `orderList.do` shows too. */
  setOrder(
    orderNo: string,
    order?: Omit<BuildSupplierOrderOptions, 'orderNo'> & { createdAt?: Date },
  ): void;
  /** From now on each query takes one step; the last one stays. */
  script(
    orderNo: string,
    steps: readonly [SupplierStep, ...SupplierStep[]],
    options?: { createdAt?: Date },
  ): void;
  /** Every request of any kind is answered so, until it is called without anything. */
  misbehave(how?: SupplierMisbehaviour): void;
  /**
   * Resolves once there were that many queries since the start, of one order or of all. Rejects with
   * `timed_out` (bound: 10 s unless told).
   */
  waitForQueries(count: number, options?: { orderNo?: string; timeoutMs?: number }): Promise<void>;
  /** Closes every line at once; whoever waits for queries is rejected with `closed`. */
  close(): Promise<void>;
}

export async function startSupplierStandIn(
  options: SupplierStandInOptions = {},
): Promise<SupplierStandIn> {
  const {
    clientId = 'stand-in-client',
    clientSecret = 'stand-in-secret',
    unknownOrders = 'not_found',
    latencyMs = 0,
    gzip = true,
  } = options;
  const book = createOrderBook();
  const queries = createQueryCount();
  let misbehaviour: SupplierMisbehaviour | undefined;
  let lastRequest: SupplierRequest | undefined;
  let registeredUrl: string | undefined;
  let underWay = 0;
  let mostAtOnce = 0;
  let connections = 0;

  const decide = createSupplierApi({
    clientId,
    clientSecret,
    book,
    findUnknown: unknownOrders === 'not_found' ? () => undefined : unknownOrders,
    onQuery: (orderNo) => {
      queries.add(orderNo);
    },
    onRegistered: (url) => {
      registeredUrl = url;
    },
  });

  function answer(request: IncomingMessage, response: ServerResponse, text: string): void {
    const { url: path = '/', method = '', headers } = request;
    lastRequest = { path, method, headers, body: parseJson(text) };
    const speech = misbehaviour ?? decide(lastRequest);
    const isGzip = gzip && /\bgzip\b/.test(headers['accept-encoding']?.toString() ?? '');
    const perform = (): void => {
      performSupplierStep(speech, response, { isGzip });
    };
    const waitMs = latencyMs + (speech.afterMs ?? 0);
    if (waitMs === 0) perform();
    else setTimeout(perform, waitMs).unref();
  }

  const server = createServer((request, response) => {
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    response.once('close', () => {
      underWay -= 1;
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      answer(request, response, Buffer.concat(chunks).toString('utf8'));
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    clientId,
    clientSecret,
    queries,
    get mostAtOnce() {
      return mostAtOnce;
    },
    get connections() {
      return connections;
    },
    get lastRequest() {
      return lastRequest;
    },
    get registeredUrl() {
      return registeredUrl;
    },
    setOrder(orderNo, { createdAt, state = 'ticketed', ...order } = {}) {
      book.script(orderNo, [{ state, ...order }], createdAt && { createdAt });
    },
    script(orderNo, steps, scripted) {
      book.script(orderNo, steps, scripted);
    },
    misbehave(how) {
      misbehaviour = how;
    },
    waitForQueries: (count, { timeoutMs = 10_000, ...of } = {}) =>
      queries.reach(count, { timeoutMs, ...of }),
    async close() {
      queries.end();
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
