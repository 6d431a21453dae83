import { request, type Agent } from 'node:http';
import { performance } from 'node:perf_hooks';

/** The supplier's own patience is said to be 5 s. */
const patienceMs = 5000;

/** What a caller knows of its request. */
export type HttpAnswer =
  | { kind: 'answered'; status: number; text: string; afterMs: number }
  /** No answer, or a part of one. */
  | { kind: 'unanswered'; code: string };

/** Sends JSON and reads the whole answer: only then is it one. Never rejects. */
export function sendRequest(options: {
  method: 'POST' | 'PUT';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body: string;
  agent: Agent;
}): Promise<HttpAnswer> {
  const { method, url, headers = {}, body, agent } = options;
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const fail = (error: Error & { code?: string }): void => {
      resolve({ kind: 'unanswered', code: error.code ?? error.message });
    };
    const outgoing = request(url, {
      agent,
      method,
      headers: {
        'Content-Type': 'application/json;charset=UTF-8',
        'Content-Length': Buffer.byteLength(body),
        ...headers,
      },
      signal: AbortSignal.timeout(patienceMs),
    });
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const afterMs = Math.round(performance.now() - startedAt);
        const { statusCode: status = 0, complete } = response;
        const text = Buffer.concat(chunks).toString();
        if (complete) resolve({ kind: 'answered', status, text, afterMs });
        else fail(new Error('half an answer'));
      });
    });
    outgoing.end(body);
  });
}
