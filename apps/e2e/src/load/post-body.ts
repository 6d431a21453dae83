import { request, type Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { DeliveryAnswer } from './posted-delivery.ts';

/** The supplier's own patience is said to be 5 s. */
const patienceMs = 5000;

/** Posts one delivery and reads the whole answer: only then is it acknowledged. Never rejects. */
export function postBody(options: {
  url: string;
  body: string;
  agent: Agent;
}): Promise<DeliveryAnswer> {
  const { url, body, agent } = options;
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const fail = (error: Error & { code?: string }): void => {
      resolve({ kind: 'unanswered', code: error.code ?? error.message });
    };
    const outgoing = request(url, {
      agent,
      method: 'POST',
      headers: {
        'Content-Type': 'application/json;charset=UTF-8',
        'Content-Length': Buffer.byteLength(body),
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
        if (!complete) fail(new Error('half an answer'));
        else if (status === 200) resolve({ ...readAccepted(chunks), afterMs });
        else resolve({ kind: 'refused', status, afterMs });
      });
    });
    outgoing.end(body);
  });
}

function readAccepted(chunks: Buffer[]): { kind: 'acknowledged'; deliveryId: string } {
  const answer = JSON.parse(Buffer.concat(chunks).toString()) as { deliveryId: string };
  return { kind: 'acknowledged', deliveryId: answer.deliveryId };
}
