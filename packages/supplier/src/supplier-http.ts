import type { Outbound } from '@ticketpost/outbound';
import type { Dispatcher } from 'undici';
import { decodeBody, type BodyDecoding } from './decode-body.ts';
import { findNetworkCode, type NetworkCode } from './find-network-code.ts';

export interface SupplierHttpOptions {
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  timeoutMs: number;
  maxConcurrent: number;
  userAgent: string;
  outbound: Pick<Outbound, 'createAgent'>;
}

export type SupplierResponse =
  | {
      kind: 'response';
      httpStatus: number;
      /** The `Retry-After` header. */
      retryAfter: string | undefined;
      body: BodyDecoding | { kind: NetworkCode };
    }
  | { kind: 'failed'; code: NetworkCode };

/** Sends requests to the supplier. Redirects are not followed; nothing is sent twice. */
export interface SupplierHttp {
  post(method: string, body: object): Promise<SupplierResponse>;
  /** Ends what is under way: it answers `closed`. */
  close(): Promise<void>;
}

/** For the bytes on the line and for those after decompression, each. */
const maxBodyBytes = 2_000_000;

export function createSupplierHttp(options: SupplierHttpOptions): SupplierHttp {
  const { timeoutMs } = options;
  const base = new URL(options.baseUrl);
  const folder = base.pathname.replace(/\/*$/, '/');
  const headers = {
    accept: '*/*',
    'accept-encoding': 'gzip',
    'content-type': 'application/json',
    'user-agent': options.userAgent,
    'x-atlas-client-id': checkHeaderValue('clientId', options.clientId),
    'x-atlas-client-secret': checkHeaderValue('clientSecret', options.clientSecret),
  };
  const agent = options.outbound.createAgent({
    connections: options.maxConcurrent,
    timeoutMs,
    maxResponseBytes: maxBodyBytes,
  });

  return {
    async post(method, body) {
      const deadline = new AbortController();
      const timer = setTimeout(() => {
        deadline.abort();
      }, timeoutMs);
      const classify = (error: unknown): NetworkCode =>
        deadline.signal.aborted ? 'timeout' : findNetworkCode(error);
      try {
        const response = await agent.request({
          origin: base.origin,
          path: `${folder}${method}`,
          method: 'POST',
          headers,
          body: JSON.stringify(body),
          signal: deadline.signal,
        });
        return {
          kind: 'response',
          httpStatus: response.statusCode,
          retryAfter: firstOf(response.headers['retry-after']),
          // A status without its body still tells something.
          body: await readBody(response).catch((error: unknown) => ({ kind: classify(error) })),
        };
      } catch (error) {
        return { kind: 'failed', code: classify(error) };
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => agent.destroy(),
  };
}

async function readBody({ headers, body }: Dispatcher.ResponseData): Promise<BodyDecoding> {
  const bytes = Buffer.from(await body.arrayBuffer());
  const contentEncoding = firstOf(headers['content-encoding']);
  return decodeBody(bytes, { contentEncoding, maxBytes: maxBodyBytes });
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** The message never holds the value: it may be a secret. */
function checkHeaderValue(name: string, value: string): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw new TypeError(`${name} must be visible ASCII characters without spaces`);
}
