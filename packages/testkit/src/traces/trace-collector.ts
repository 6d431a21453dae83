import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

interface AttributeJson {
  key: string;
  value: { stringValue?: string; intValue?: number | string };
}

/** A span as OTLP's JSON tells it. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: AttributeJson[];
  links?: { traceId: string; spanId: string }[];
  status: { code?: number; message?: string };
}

interface TraceJson {
  resourceSpans: {
    resource: { attributes: AttributeJson[] };
    scopeSpans: { spans: CollectedSpan[] }[];
  }[];
}

/** Stands in for an OpenTelemetry collector: takes traces by OTLP over HTTP and shows what came. */
export interface TraceCollector {
  readonly url: string;
  /** Every body as it came, and its headers. */
  readonly requests: { path: string; headers: IncomingHttpHeaders; body: Buffer }[];
  /** Of bodies in JSON. */
  spans(): CollectedSpan[];
  resource(): Record<string, unknown>;
  answerWith(status: number): void;
  stop(): Promise<void>;
}

/** Starts a collector on a free port of loopback. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const requests: TraceCollector['requests'] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
      requests.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const traces = () => requests.map(({ body }) => JSON.parse(body.toString('utf8')) as TraceJson);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    spans: () =>
      traces().flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      ),
    resource: () => attributesOf(traces()[0]?.resourceSpans[0]?.resource.attributes),
    answerWith(code) {
      status = code;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** By their keys. */
export function attributesOf(attributes: AttributeJson[] = []): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
  );
}
